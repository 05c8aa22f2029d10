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
  /** As changed so far. */
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

/** Fills in a filter. Enter, the button or a click elsewhere applies; Escape leaves everything as it was. */
export function FilterEditor({ info, filter, filters, onApply, onClose }: FilterEditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(filter);
  const apply = () => {
    onApply(draft);
    onClose();
  };
  // What nobody touched, nobody wants applied.
  const outside = useClickOutside<HTMLFormElement>(draft === filter ? onClose : apply);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A menu that was here had the focus, and took it away with itself.
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
            {t('frame.cancel')}
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

/** How the filter compares, in the API's words; nothing where there is only one way. */
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
