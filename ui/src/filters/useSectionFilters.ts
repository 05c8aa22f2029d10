import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePeriod } from '../scope/useScope';
import { useLanguage } from '../text/language';
import { type Filter, type FilterInfo, type FilterSection, filtersToSend } from './filter';
import { filterInfosQuery } from './filterQueries';

/** The filters of a section as they are chosen now. */
export interface SectionFilters {
  readonly section: FilterSection;
  /** What can be chosen; `undefined` until the API has said it. */
  readonly infos: readonly FilterInfo[] | undefined;
  /** What is chosen, as in the address. */
  readonly chosen: readonly Filter[];
  /** What to send with every question: the chosen filters and the period. `undefined` until `infos` are there. */
  readonly sent: readonly Filter[] | undefined;
  /** Why `infos` cannot be had. */
  readonly error: Error | null;
}

const NONE: readonly Filter[] = [];

/**
 * What a section asks its questions with. `sent` stays the same object while nothing changes, so it can be part of a
 * query's key.
 *
 * @param chosen the filters in the section's address, as `readFilters` read them
 */
export function useSectionFilters(section: FilterSection, chosen: readonly Filter[] = NONE): SectionFilters {
  const period = usePeriod();
  const { data: infos, error } = useQuery(filterInfosQuery(section, useLanguage()));
  const sent = useMemo(() => infos && filtersToSend(infos, chosen, period), [infos, chosen, period]);
  return { section, infos, chosen, sent, error };
}
