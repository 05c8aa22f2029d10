import type { Filter } from '../filters/filter';
import { dayIn, daysBetween, plusDays, startOfDay } from '../scope/zonedTime';
import { firstDayBefore, type Period } from '../scope/period';

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
  /** The period to compare with; absent without a comparison. */
  readonly earlier?: Earlier;
}

/** A period before, as `firstDayBefore` defines it. ISO 8601. */
export interface Earlier {
  readonly from: string;
  /** Exclusive; as far into the period as the present one has got. */
  readonly to: string;
  /** Exclusive; the end of the last day, so that each bucket has a counterpart at the same index. */
  readonly toWholeDay: string;
}

const HOUR_MS = 3_600_000;

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
 * Returns the period to compare with. It has as many days as the present one has begun, and ends at the same time of the
 * day, but not after the start of the present one.
 */
export function earlierThan(period: Period, to: Date): Earlier {
  const { zone } = period;
  const first = firstDayBefore(period);
  const lastDay = dayIn(zone, new Date(to.getTime() - 1));
  const days = daysBetween(period.firstDay, lastDay);
  const endOfLast = startOfDay(plusDays(first, days), zone).getTime();
  const isDayOver = startOfDay(plusDays(lastDay, 1), zone).getTime() === to.getTime();
  const sinceMidnight = to.getTime() - startOfDay(lastDay, zone).getTime();
  const atSameTime = startOfDay(plusDays(first, days - 1), zone).getTime() + sinceMidnight;
  const latest = period.from.getTime();
  const iso = (ms: number) => new Date(Math.min(ms, latest)).toISOString();
  return {
    from: startOfDay(first, zone).toISOString(),
    to: iso(isDayOver ? endOfLast : Math.min(atSameTime, endOfLast)),
    toWholeDay: iso(endOfLast),
  };
}
