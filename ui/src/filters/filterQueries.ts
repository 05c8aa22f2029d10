import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import type { Language } from '../language/language';
import { type Filter, type FilterKey, type FilterSection, withoutFilter } from './filter';

/** Query for the filters of a section, with titles in the language. They change only with the server's version. */
export function filterInfosQuery(section: FilterSection, language: Language) {
  return queryOptions({
    queryKey: ['filters', section, language],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/reporter/filters', { query: { analyticsSection: section }, header: { language }, signal }),
    staleTime: Infinity,
  });
}

export interface OptionsAsked {
  readonly project: string;
  readonly section: FilterSection;
  readonly key: FilterKey;
  /** The other filters; options are counted in the rows that match them. */
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly size: number;
  readonly language: Language;
}

/** Query for the existing values of a filter, sorted by frequency. */
export function filterOptionsQuery({ project, section, key, filters, search, size, language }: OptionsAsked) {
  const others = withoutFilter(filters, key);
  return queryOptions({
    queryKey: ['filter-options', project, section, key, others, search, size, language],
    queryFn: ({ signal }) =>
      call('POST', '/api/v1/reporter/filter-options', {
        query: {
          projectShortName: project,
          filterKey: key,
          analyticsSection: section,
          size,
          ...(search !== '' && { search }),
        },
        header: { language },
        body: { filters: others },
        signal,
      }),
    staleTime: 60_000,
  });
}

/** Query for minimum and maximum of a range filter's values. */
export function intervalQuery({ project, section, key, filters }: Omit<OptionsAsked, 'search' | 'size' | 'language'>) {
  const others = withoutFilter(filters, key);
  return queryOptions({
    queryKey: ['interval-filter-options', project, section, key, others],
    queryFn: ({ signal }) =>
      call('POST', '/api/v1/reporter/interval-filter-options', {
        query: { projectShortName: project, filterKey: key, analyticsSection: section },
        body: { filters: others },
        signal,
      }),
    staleTime: 60_000,
  });
}
