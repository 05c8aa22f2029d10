import type { Filter } from '../filters/filter';
import { dayIn, daysBetween, plusDays, startOfDay } from '../scope/zonedTime';
import type { Period } from '../scope/period';

export type Interval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

export const INTERVALS: readonly Interval[] = ['HOUR', 'DAY', 'WEEK', 'MONTH'];

/** Selection common to all cards of the overview; equal selections have equal answers. */
export interface Look {
  readonly project: string;
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** ISO 8601, exclusive. */
  readonly to: string;
  /** Time zone of the buckets. */
  readonly zone: string;
  readonly interval: Interval;
  readonly filters: readonly Filter[];
  /** Whether to compare with the previous period of the same length. */
  readonly compare: boolean;
}

const HOUR_MS = 3_600_000;

const DAY_MS = 24 * HOUR_MS;

/**
 * Returns the end of the period for a fair comparison. An unfinished period ends with the current hour, so a partial
 * day is not compared with a whole one.
 */
export function endOf(period: Period, now: Date): Date {
  const end = period.to.getTime() + 1;
  const endOfHour = (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS;
  return new Date(end > endOfHour && period.from.getTime() < endOfHour ? endOfHour : end);
}

/** Returns a bucket width that gives a readable chart, usually 24 to 90 buckets. */
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

/** Returns the bucket widths that suit the period: from two to some hundred buckets. */
export function possibleIntervals({ firstDay, lastDay }: Pick<Period, 'firstDay' | 'lastDay'>): readonly Interval[] {
  const days = daysBetween(firstDay, lastDay);
  const lengths = { HOUR: 1 / 24, DAY: 1, WEEK: 7, MONTH: 31 };
  return INTERVALS.filter((interval) => days / lengths[interval] >= 2 && days / lengths[interval] <= 400);
}

/**
 * Returns the previous period. It has as many whole days as this one has begun and ends at its start, so each bucket
 * has a counterpart at the same index, also on an unfinished last day.
 */
export function before(look: Look): Look {
  const days = Math.ceil((Date.parse(look.to) - Date.parse(look.from)) / DAY_MS);
  const firstDay = plusDays(dayIn(look.zone, new Date(look.from)), -days);
  return { ...look, from: startOfDay(firstDay, look.zone).toISOString(), to: look.from };
}
