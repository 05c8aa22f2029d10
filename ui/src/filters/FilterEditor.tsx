import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparisonType, Filter, FilterInfo } from './filter';
import { ChoiceEditor } from './ChoiceEditor';
import { LinesEditor } from './LinesEditor';
import { NumberRangeEditor } from './NumberRangeEditor';
import { OptionsEditor } from './OptionsEditor';
import { TimeRangeEditor } from './TimeRangeEditor';
import type { SectionFilters } from './useSectionFilters';
import { WordsEditor } from './WordsEditor';

export interface EditorProps {
  readonly info: FilterInfo;
  /** The filter with unsaved changes. */
  readonly filter: Filter;
  readonly filters: SectionFilters;
  readonly onChange: (filter: Filter) => void;
}

interface FilterEditorProps {
  readonly info: FilterInfo;
  readonly filter: Filter;
  readonly filters: SectionFilters;
  readonly onApply: (filter: Filter) => void;
  readonly onClose: () => void;
}

/** Editor of a filter. Enter, the button or a click outside applies the changes; Escape discards them. */
export function FilterEditor({ info, filter, filters, onApply, onClose }: FilterEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(filter);
  const apply = () => {
    onApply(draft);
    onClose();
  };
  // Without changes, a click outside only closes the editor.
  const outside = useClickOutside<HTMLFormElement>(draft === filter ? onClose : apply);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The replaced menu had the focus, which is lost when the menu is removed.
    fields.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    apply();
  };
  return (
    <form
      ref={outside}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <Stack gap="xs" ref={fields}>
        <div>
          <Text size="sm" fw={600}>
            {info.label}
          </Text>
          <Text size="xs" c="dimmed">
            {info.settings.helpMessage}
          </Text>
        </div>
        {editorOf({ info, filter: draft, filters, onChange: setDraft })}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('forms.cancel')}
          </Button>
          <Button type="submit">{t('filters.apply')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function editorOf(props: EditorProps): ReactNode {
  switch (props.info.type) {
    case 'CHECKBOX':
    case 'TREE':
      return <OptionsEditor {...props} />;
    case 'TEXT':
    case 'CUSTOM_FIELDS_IN_RESPONSE':
      return <WordsEditor {...props} />;
    case 'RADIO':
      return <ChoiceEditor {...props} />;
    case 'DATE_TIME_RANGE':
      return <TimeRangeEditor {...props} />;
    case 'NUMERIC_RANGE':
      return <NumberRangeEditor {...props} />;
    case 'COMPOSITE_FILTER':
      return <LinesEditor {...props} />;
  }
}

/** Choice of the comparison, with the API's titles; hidden when there is only one. */
export function ComparisonChoice({ info, filter, onChange }: Omit<EditorProps, 'filters'>) {
  const { t } = useTranslation();
  const ways = (info.settings.comparisonOptions ?? []).filter(({ type }) => type !== 'NOT_IMPORTANT');
  if (ways.length < 2) {
    return null;
  }
  return (
    <Select
      aria-label={t('filters.comparison')}
      data={ways.map(({ type, label }) => ({ value: type, label }))}
      value={filter.comparisonType ?? 'CONTAINS'}
      onChange={(type) => onChange({ ...filter, comparisonType: type as Filter['comparisonType'] & ComparisonType })}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      size="xs"
    />
  );
}
