import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readFilters } from '../filters/filter';
import { filterInfosQuery } from '../filters/filterQueries';
import { filterText } from '../filters/filterText';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';

/** Filters of a report as text; renders nothing without filters. */
export function FilterTexts({ filters }: { readonly filters: unknown }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const read = readFilters(filters) ?? [];
  const { data: infos } = useQuery({ ...filterInfosQuery('SESSIONS', language), enabled: read.length > 0 });
  if (read.length === 0 || infos === undefined) {
    return null;
  }
  const texts = read.map((filter) => {
    const info = infos.find(({ key, type }) => key === filter.key && type === filter.type);
    const label = (value: string) =>
      info?.settings.staticOptions?.find((option) => option.value === value)?.label ?? value;
    return filterText(filter, info, label, { t, language, zone });
  });
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {texts.join('; ')}
    </Text>
  );
}
