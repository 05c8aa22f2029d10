import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useZone } from '../scope/useScope';
import { clockTime, momentAt } from '../scope/zonedTime';
import type { Filter } from './filter';
import type { EditorProps } from './FilterEditor';

/** Editor for a time range; an empty end is open. */
export function TimeRangeEditor({ filter, onChange }: EditorProps) {
  const { t } = useTranslation();
  const zone = useZone();
  const end = (name: 'from' | 'to') => (
    <TextInput
      key={name}
      type="datetime-local"
      size="xs"
      label={t(`filters.${name}`)}
      value={shown(filter[name], zone)}
      onChange={(event) => onChange(withEnd(filter, name, event.currentTarget.value, zone))}
    />
  );
  return (
    <>
      {end('from')}
      {end('to')}
      <Text size="xs" c="dimmed">
        {zone}
      </Text>
    </>
  );
}

function shown(end: unknown, zone: string): string {
  const moment = new Date(typeof end === 'number' || typeof end === 'string' ? end : Number.NaN);
  return Number.isNaN(moment.getTime()) ? '' : clockTime(moment, zone);
}

function withEnd(filter: Filter, name: 'from' | 'to', typed: string, zone: string): Filter {
  const { [name]: _, ...rest } = filter;
  return typed === '' ? rest : { ...filter, [name]: momentAt(typed, zone).toISOString() };
}
