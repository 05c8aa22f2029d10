import { useQueries } from '@tanstack/react-query';
import { useProject } from '../scope/useScope';
import { useLanguage } from '../text/language';
import { type Filter, type FilterInfo, periodInfo, valuesOf } from './filter';
import { filterOptionsQuery } from './filterQueries';
import type { SectionFilters } from './useSectionFilters';

/** What was chosen from a list on this page has been seen with its label. */
const seen = new Map<string, string>();

export function rememberLabel(filterKey: string, value: string, label: string) {
  seen.set(`${filterKey} ${value}`, label);
}

/** Gives what people call the values of a filter; values that came with a link are looked up. */
export function useValueLabels({ section, infos, sent }: SectionFilters, filter: Filter, info: FilterInfo | undefined) {
  const project = useProject();
  const language = useLanguage();
  const fixed = info?.settings.staticOptions ?? [];
  const listed = (filter.type === 'CHECKBOX' || filter.type === 'TREE') && info !== undefined && fixed.length === 0;
  const unknown = listed ? valuesOf(filter).filter((value) => !seen.has(`${filter.key} ${value}`)) : [];
  // Within the period, so that a long history does not make a short question slow.
  const filters = sent?.filter(({ key }) => key === periodInfo(infos ?? [])?.key) ?? [];
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
