import { Button, Combobox, Popover, useCombobox } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EnterTakesFirst } from './EnterTakesFirst';
import { emptyFilter, type Filter, type FilterInfo } from './filter';
import { FilterEditor } from './FilterEditor';
import type { SectionFilters } from './useSectionFilters';

interface AddFilterProps {
  readonly filters: SectionFilters;
  /** Filters that are not set yet. */
  readonly infos: readonly FilterInfo[];
  readonly onAdd: (filter: Filter) => void;
}

/** Searchable menu of filters; the editor of the selected filter replaces the menu. */
export function AddFilter({ filters, infos, onAdd }: AddFilterProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<FilterInfo>();
  const [opened, setOpened] = useState(false);
  const close = () => {
    setOpened(false);
    setEditing(undefined);
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-start"
      width={320}
      trapFocus
      returnFocus
      closeOnEscape={!editing}
      closeOnClickOutside={!editing}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilterPlus size={14} />}
          aria-expanded={opened}
          onClick={() => (opened ? close() : setOpened(true))}
        >
          {t('filters.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters.add')} {...(!editing && { p: 4 })}>
        {editing ? (
          <FilterEditor
            info={editing}
            filter={emptyFilter(editing)}
            filters={filters}
            onApply={onAdd}
            onClose={close}
          />
        ) : (
          <FilterMenu infos={infos} onChoose={setEditing} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface FilterMenuProps {
  readonly infos: readonly FilterInfo[];
  readonly onChoose: (info: FilterInfo) => void;
}

function FilterMenu({ infos, onChoose }: FilterMenuProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const combobox = useCombobox({ opened: true });
  const found = infos.filter(({ label, key, settings }) =>
    `${label} ${key} ${settings.helpMessage}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const first = found.find(({ isDefault }) => isDefault) ?? found[0];
  const group = (name: string, members: readonly FilterInfo[]) =>
    members.length > 0 && (
      <Combobox.Group label={name}>
        {members.map((info) => (
          <Combobox.Option key={info.key} value={info.key} title={info.settings.helpMessage}>
            {info.label}
          </Combobox.Option>
        ))}
      </Combobox.Group>
    );
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(key) => {
        const info = infos.find((one) => one.key === key);
        if (info) {
          onChoose(info);
        }
      }}
      withinPortal={false}
    >
      <EnterTakesFirst combobox={combobox} onFirst={() => first && onChoose(first)}>
        <Combobox.EventsTarget>
          <Combobox.Search
            value={words}
            data-autofocus
            onChange={(event) => {
              setWords(event.currentTarget.value);
              combobox.resetSelectedOption();
            }}
            placeholder={t('filters.find')}
            aria-label={t('filters.find')}
          />
        </Combobox.EventsTarget>
      </EnterTakesFirst>
      <Combobox.Options tabIndex={0} mah={340} style={{ overflowY: 'auto' }} aria-label={t('filters.all')}>
        {group(
          t('filters.frequent'),
          found.filter(({ isDefault }) => isDefault),
        )}
        {group(
          t('filters.others'),
          found.filter(({ isDefault }) => !isDefault),
        )}
        {found.length === 0 && <Combobox.Empty>{t('filters.noSuch')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
