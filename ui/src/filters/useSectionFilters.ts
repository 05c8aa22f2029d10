import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePeriod } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { type Filter, type FilterInfo, type FilterSection, filtersToSend, type PeriodTime } from './filter';
import { filterInfosQuery } from './filterQueries';

/** The current filters of a section. */
export interface SectionFilters {
  readonly section: FilterSection;
  /** The available filters; `undefined` while loading. */
  readonly infos: readonly FilterInfo[] | undefined;
  /** The time that the period applies to, if it is not the usual one of the section. */
  readonly time: PeriodTime | undefined;
  /** The active filters in the URL. */
  readonly chosen: readonly Filter[];
  /** The filters of every request: the active ones and the period. `undefined` until `infos` are loaded. */
  readonly sent: readonly Filter[] | undefined;
  /** The error of loading `infos`. */
  readonly error: Error | null;
}

const NONE: readonly Filter[] = [];

/**
 * Returns the filters of a section. `sent` is a stable object while nothing changes, so that it can be part of a query
 * key.
 *
 * @param chosen the filters in the section's URL, parsed by `readFilters`
 * @param time the time that the period applies to; by default that of the section
 */
export function useSectionFilters(
  section: FilterSection,
  chosen: readonly Filter[] = NONE,
  time?: PeriodTime,
): SectionFilters {
  const period = usePeriod();
  const { data: infos, error } = useQuery(filterInfosQuery(section, useLanguage()));
  const sent = useMemo(() => infos && filtersToSend(infos, chosen, period, time), [infos, chosen, period, time]);
  return { section, infos, chosen, time, sent, error };
}
