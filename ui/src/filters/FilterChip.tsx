import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import type { Filter } from './filter';
import classes from './FilterChip.module.css';
import { FilterEditor } from './FilterEditor';
import { filterText } from './filterText';
import type { SectionFilters } from './useSectionFilters';
import { useValueLabels } from './useValueLabels';

interface FilterChipProps {
  readonly filter: Filter;
  readonly filters: SectionFilters;
  readonly onChange: (filter: Filter) => void;
  readonly onRemove: () => void;
}

/** Active filter as text; a click opens its editor. */
export function FilterChip({ filter, filters, onChange, onRemove }: FilterChipProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const [opened, editor] = useDisclosure(false);
  const info = filters.infos?.find(({ key, type }) => key === filter.key && type === filter.type);
  const text = filterText(filter, info, useValueLabels(filters, filter, info), { t, language, zone });
  return (
    <Popover
      opened={opened}
      onChange={editor.set}
      position="bottom-start"
      width={320}
      trapFocus
      returnFocus
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <span className={classes.chip}>
          <UnstyledButton
            className={classes.text}
            title={text}
            onClick={editor.toggle}
            aria-label={t('filters.change', { filter: text })}
            aria-expanded={opened}
          >
            {text}
          </UnstyledButton>
          <UnstyledButton
            className={classes.remove}
            onClick={onRemove}
            aria-label={t('filters.remove', { filter: text })}
          >
            <IconX size={12} />
          </UnstyledButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={text}>
        {info && (
          <FilterEditor info={info} filter={filter} filters={filters} onApply={onChange} onClose={editor.close} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
