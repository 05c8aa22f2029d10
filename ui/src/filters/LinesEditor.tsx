import { ActionIcon, Autocomplete, Button, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { type ComparisonType, type Line, linesOf } from './filter';
import type { EditorProps } from './FilterEditor';
import { filterOptionsQuery } from './filterQueries';
import classes from './LinesEditor.module.css';

/** Editor for lines of key, comparison and value, combined with AND. */
export function LinesEditor({ info, filter, filters, onChange }: EditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const project = useProject();
  const { data: keys = [] } = useQuery(
    filterOptionsQuery({
      project,
      section: filters.section,
      key: info.key,
      filters: filters.sent ?? [],
      search: '',
      size: 100,
      language,
    }),
  );
  const ways = (info.settings.comparisonOptions ?? []).filter(({ type }) => type !== 'NOT_IMPORTANT');
  const fresh: Line = { key: '', value: '', comparisonOption: ways[0]?.type ?? 'CONTAINS', caseSensitive: false };
  const lines = linesOf(filter).length === 0 ? [fresh] : linesOf(filter);
  const change = (options: readonly Line[]) => onChange({ ...filter, options });
  const changeLine = (index: number, part: Partial<Line>) =>
    change(lines.map((line, place) => (place === index ? { ...line, ...part } : line)));
  return (
    <>
      {lines.map((line, index) => (
        <div key={index} className={classes.line}>
          <Autocomplete
            size="xs"
            aria-label={t('filters.key')}
            placeholder={t('filters.key')}
            data={keys.map(({ value }) => value)}
            value={line.key}
            onChange={(key) => changeLine(index, { key })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            size="xs"
            aria-label={t('filters.comparison')}
            data={ways.map(({ type, label }) => ({ value: type, label }))}
            value={line.comparisonOption}
            onChange={(type) => changeLine(index, { comparisonOption: type as ComparisonType })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            size="xs"
            aria-label={t('filters.value')}
            placeholder={t('filters.value')}
            value={line.value}
            onChange={(event) => changeLine(index, { value: event.currentTarget.value })}
          />
          {lines.length > 1 && (
            <ActionIcon
              aria-label={t('filters.removeLine')}
              onClick={() => change(lines.filter((_, place) => place !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {keys.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('filters.noOptions')}
        </Text>
      )}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={14} />}
        onClick={() => change([...lines, fresh])}
        className={classes.more}
      >
        {t('filters.addLine')}
      </Button>
    </>
  );
}
