import { useQueries } from '@tanstack/react-query';
import { useProject } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { type Filter, type FilterInfo, periodInfo, valuesOf } from './filter';
import { filterOptionsQuery } from './filterQueries';
import type { SectionFilters } from './useSectionFilters';

/** Labels of the values that were shown in lists, so they need no request. */
const seen = new Map<string, string>();

export function rememberLabel(filterKey: string, value: string, label: string) {
  seen.set(`${filterKey} ${value}`, label);
}

/** Returns the labels of a filter's values; values from a link are fetched. */
export function useValueLabels(
  { section, infos, sent, time }: SectionFilters,
  filter: Filter,
  info: FilterInfo | undefined,
) {
  const project = useProject();
  const language = useLanguage();
  const fixed = info?.settings.staticOptions ?? [];
  const listed = (filter.type === 'CHECKBOX' || filter.type === 'TREE') && info !== undefined && fixed.length === 0;
  const unknown = listed ? valuesOf(filter).filter((value) => !seen.has(`${filter.key} ${value}`)) : [];
  // Restricted to the period, so that a long history does not slow down the query.
  const filters = sent?.filter(({ key }) => key === (time ?? periodInfo(infos ?? [])?.key)) ?? [];
  const found = useQueries({
    queries: unknown.map((search) => ({
      ...filterOptionsQuery({ project, section, key: filter.key, filters, search, size: 20, language }),
      staleTime: Infinity,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  return (value: string) =>
    (fixed.find((option) => option.value === value) ?? found.find((option) => option.value === value))?.label ??
    seen.get(`${filter.key} ${value}`) ??
    value;
}
