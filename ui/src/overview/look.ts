import type { Filter } from '../filters/filter';
import { dayIn, daysBetween, plusDays, startOfDay } from '../scope/zonedTime';
import type { Period } from '../scope/period';

export type Interval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

export const INTERVALS: readonly Interval[] = ['HOUR', 'DAY', 'WEEK', 'MONTH'];

/** What all cards of the overview look at; two that are equal have equal answers. */
export interface Look {
  readonly project: string;
  /** ISO 8601; belongs to the period. */
  readonly from: string;
  /** ISO 8601; does not belong to the period any more. */
  readonly to: string;
  /** Zone in which buckets are cut. */
  readonly zone: string;
  readonly interval: Interval;
  readonly filters: readonly Filter[];
  /** Whether to compare with the period of the same length before. */
  readonly compare: boolean;
}

const HOUR_MS = 3_600_000;

const DAY_MS = 24 * HOUR_MS;

/**
 * Where the period ends for a comparison to be fair: a period that is not over yet ends with the hour of the moment, or half a
 * day would be held against a whole one.
 */
export function endOf(period: Period, now: Date): Date {
  const end = period.to.getTime() + 1;
  const endOfHour = (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS;
  return new Date(end > endOfHour && period.from.getTime() < endOfHour ? endOfHour : end);
}

/** Buckets that show a course without drowning it: 24 to 90 of them, mostly. */
export function naturalInterval({ firstDay, lastDay }: Pick<Period, 'firstDay' | 'lastDay'>): Interval {
  const days = daysBetween(firstDay, lastDay);
  if (days <= 2) {
    return 'HOUR';
  }
  if (days <= 92) {
    return 'DAY';
  }
  return days <= 600 ? 'WEEK' : 'MONTH';
}

/** Intervals that a period can sensibly be cut into: at least two buckets, at most some hundred. */
export function possibleIntervals({ firstDay, lastDay }: Pick<Period, 'firstDay' | 'lastDay'>): readonly Interval[] {
  const days = daysBetween(firstDay, lastDay);
  const lengths = { HOUR: 1 / 24, DAY: 1, WEEK: 7, MONTH: 31 };
  return INTERVALS.filter((interval) => days / lengths[interval] >= 2 && days / lengths[interval] <= 400);
}

/**
 * The same look at as many whole days as this one has begun, up to where it begins: so each bucket has its counterpart at the
 * same place, also while the last day is not over.
 */
export function before(look: Look): Look {
  const days = Math.ceil((Date.parse(look.to) - Date.parse(look.from)) / DAY_MS);
  const firstDay = plusDays(dayIn(look.zone, new Date(look.from)), -days);
  return { ...look, from: startOfDay(firstDay, look.zone).toISOString(), to: look.from };
}
