import { clockTime, type Day, dayIn } from '../scope/zonedTime';
import type { Interval } from './look';

/** Number formats: full counts, shares in percent, durations in their largest units. */
export interface NumberFormats {
  readonly count: (value: number) => string;
  readonly share: (value: number) => string;
  /** Formats a duration in ms. */
  readonly duration: (value: number) => string;
  /** Formats with at most two decimals. */
  readonly decimal: (value: number) => string;
  /** Formats a number of percent, without a sign. */
  readonly percent: (value: number) => string;
  /** Formats a difference of shares in percentage points, without a sign and unit. */
  readonly points: (value: number) => string;
  /** Formats how many times a number is as great. */
  readonly times: (value: number) => string;
}

export function numberFormats(language: string): NumberFormats {
  const count = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'never' });
  const points = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'never',
  });
  const times = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const unit = (name: string) => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' });
  const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')];
  return {
    count: (value) => count.format(value),
    share: (value) => share.format(value),
    decimal: (value) => decimal.format(value),
    percent: (value) => percent.format(value / 100),
    points: (value) => points.format(value * 100),
    times: (value) => `${times.format(value)}×`,
    duration: (ms) => {
      const total = Math.round(ms / 1000);
      const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
      return h > 0
        ? `${hours.format(h)} ${minutes.format(m)}`
        : m > 0
          ? `${minutes.format(m)} ${seconds.format(s)}`
          : seconds.format(s);
    },
  };
}

export interface Bucket {
  /** Label on the axis. */
  readonly short: string;
  /** Label in tooltips and tables. */
  readonly full: string;
  /** Start in the zone in ISO 8601, for files: a date, or date and time of an hour. */
  readonly iso: string;
  /** First and last day of the bucket. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Returns the labels of buckets with the given starts, ms since 1970. */
export function bucketNames(
  starts: readonly number[],
  interval: Interval,
  zone: string,
  language: string,
): readonly Bucket[] {
  const short = new Intl.DateTimeFormat(language, { ...SHORT[interval], timeZone: zone });
  const full = new Intl.DateTimeFormat(language, { ...FULL[interval], timeZone: zone });
  return starts.map((start, index) => ({
    iso: interval === 'HOUR' ? clockTime(new Date(start), zone) : dayIn(zone, new Date(start)),
    firstDay: dayIn(zone, new Date(start)),
    lastDay: dayIn(zone, new Date((starts[index + 1] ?? start + LENGTHS[interval]) - 1)),
    short: short.format(start),
    // 6.5 days later is the last day of the week, also when a day has 23 hours.
    full: interval === 'WEEK' ? full.formatRange(start, start + 6.5 * 86_400_000) : full.format(start),
  }));
}

/** Longest lengths, ms; the list ends a bucket at the end of the period. */
const LENGTHS: Readonly<Record<Interval, number>> = {
  HOUR: 3_600_000,
  DAY: 23 * 3_600_000,
  WEEK: 6.5 * 86_400_000,
  MONTH: 27.5 * 86_400_000,
};

const SHORT: Readonly<Record<Interval, Intl.DateTimeFormatOptions>> = {
  HOUR: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  DAY: { day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short' },
  MONTH: { month: 'short', year: '2-digit' },
};

const FULL: Readonly<Record<Interval, Intl.DateTimeFormatOptions>> = {
  HOUR: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  DAY: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  WEEK: { day: 'numeric', month: 'short', year: 'numeric' },
  MONTH: { month: 'long', year: 'numeric' },
};

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Returns the weekdays from Monday on, with their API and display names. */
export function weekdays(language: string): readonly { readonly day: Weekday; readonly name: string }[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return WEEKDAYS.map((day, i) => ({ day, name: format.format((4 + i) * 86_400_000) }));
}
