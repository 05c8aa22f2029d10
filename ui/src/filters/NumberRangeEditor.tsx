import { Group, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../scope/format';
import { useProject } from '../scope/useScope';
import { useLanguage } from '../language/language';
import type { Filter } from './filter';
import type { EditorProps } from './FilterEditor';
import { intervalQuery } from './filterQueries';

/** Editor for a range of numbers; an empty end is open and shows the limit of the existing values. */
export function NumberRangeEditor({ info, filter, filters, onChange }: EditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const project = useProject();
  const { data: ends } = useQuery(
    intervalQuery({ project, section: filters.section, key: info.key, filters: filters.sent ?? [] }),
  );
  const end = (name: 'from' | 'to', extreme: number | undefined) => (
    <NumberInput
      size="xs"
      label={t(`filters.${name}`)}
      value={filter[name] === undefined ? '' : Number(filter[name])}
      onChange={(value) => onChange(withEnd(filter, name, value))}
      placeholder={extreme === undefined ? '' : formatNumber(extreme, language)}
      hideControls
      {...(name === 'from' && { 'data-autofocus': true })}
    />
  );
  return (
    <Group grow gap="xs">
      {end('from', ends?.minValue)}
      {end('to', ends?.maxValue)}
    </Group>
  );
}

function withEnd(filter: Filter, name: 'from' | 'to', value: number | string): Filter {
  const { [name]: _, ...rest } = filter;
  return value === '' ? rest : { ...filter, [name]: Number(value) };
}
