import { Popover, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyFilter, type Filter, type FilterInfo } from './filter';
import { FilterEditor } from './FilterEditor';
import classes from './FrequentFilters.module.css';
import type { SectionFilters } from './useSectionFilters';

interface FrequentFiltersProps {
  readonly filters: SectionFilters;
  readonly infos: readonly FilterInfo[];
  readonly onAdd: (filter: Filter) => void;
}

/** The most used filters. */
export function FrequentFilters({ filters, infos, onAdd }: FrequentFiltersProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string>();
  const close = () => setEditing(undefined);
  return (
    <ul className={classes.list} aria-label={t('filters.frequent')}>
      {infos.map((info) => (
        <li key={info.key}>
          <Popover
            opened={editing === info.key}
            position="bottom-start"
            width={320}
            trapFocus
            returnFocus
            closeOnEscape={false}
            closeOnClickOutside={false}
          >
            <Popover.Target>
              <UnstyledButton
                className={classes.filter}
                title={info.settings.helpMessage}
                aria-expanded={editing === info.key}
                onClick={() => setEditing(editing === info.key ? undefined : info.key)}
              >
                <IconPlus size={12} aria-hidden />
                {info.label}
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown aria-label={info.label}>
              <FilterEditor info={info} filter={emptyFilter(info)} filters={filters} onApply={onAdd} onClose={close} />
            </Popover.Dropdown>
          </Popover>
        </li>
      ))}
    </ul>
  );
}
