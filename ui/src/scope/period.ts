import { type Day, dayIn, daysBetween, isDay, plusDays, plusMonths, startOfDay } from './zonedTime';

/** Periods that end today, with their length in days. */
const rolling = { '7d': 7, '14d': 14, '30d': 30, '90d': 90, '365d': 365 } as const;

/** Periods of the calendar. `this-…` is the whole unit, also the days to come; weeks begin on Monday. */
const calendar = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
] as const;

export const rollingPresets = Object.keys(rolling) as readonly (keyof typeof rolling)[];

export const calendarPresets = calendar;

export type Preset = keyof typeof rolling | (typeof calendar)[number];

/**
 * A period in the URL: a preset relative to today, or `first..last` with fixed days.
 *
 * Presets are not resolved in the URL: a link to "the last seven days" is always relative to the day on which it is
 * opened.
 */
export type PeriodText = Preset | `${Day}..${Day}`;

export const DEFAULT_PERIOD: Preset = '30d';

/** A range of whole days in a time zone. */
export interface Period {
  readonly text: PeriodText;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly zone: string;
  /** Start of the first day. */
  readonly from: Date;
  /** Last millisecond of the last day. */
  readonly to: Date;
}

export function isPreset(text: string): text is Preset {
  return Object.hasOwn(rolling, text) || (calendar as readonly string[]).includes(text);
}

export function isPeriodText(text: string): text is PeriodText {
  const [first = '', last = '', ...more] = text.split('..');
  return isPreset(text) || (more.length === 0 && isDay(first) && isDay(last) && first <= last);
}

export function periodOf(text: PeriodText, zone: string, now: Date): Period {
  const today = dayIn(zone, now);
  const [firstDay, lastDay] = isPreset(text) ? daysOf(text, today) : (text.split('..') as [Day, Day]);
  return {
    text,
    firstDay,
    lastDay,
    zone,
    from: startOfDay(firstDay, zone),
    to: new Date(startOfDay(plusDays(lastDay, 1), zone).getTime() - 1),
  };
}

/**
 * Returns the first day of the period before, for a comparison. A period of the calendar is compared with the unit
 * before: this month until today with the same days of the last month. Other periods are compared with as many days
 * before.
 */
export function firstDayBefore({ text, firstDay, lastDay }: Pick<Period, 'text' | 'firstDay' | 'lastDay'>): Day {
  switch (text) {
    case 'this-week':
    case 'last-week':
      return plusDays(firstDay, -7);
    case 'this-month':
    case 'last-month':
      return plusMonths(firstDay, -1);
    case 'this-quarter':
    case 'last-quarter':
      return plusMonths(firstDay, -3);
    default:
      return isWholeMonths(firstDay, lastDay)
        ? plusMonths(firstDay, -monthsIn(firstDay, lastDay))
        : plusDays(firstDay, -daysBetween(firstDay, lastDay));
  }
}

function daysOf(preset: Preset, today: Day): readonly [Day, Day] {
  switch (preset) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return [plusDays(today, -1), plusDays(today, -1)];
    case 'this-week':
      return weekOf(today);
    case 'last-week':
      return weekOf(plusDays(today, -7));
    case 'this-month':
      return monthsFrom(monthOf(today), 1);
    case 'last-month':
      return monthsFrom(plusMonths(monthOf(today), -1), 1);
    case 'this-quarter':
      return monthsFrom(quarterOf(today), 3);
    case 'last-quarter':
      return monthsFrom(plusMonths(quarterOf(today), -3), 3);
    default:
      return [plusDays(today, 1 - rolling[preset]), today];
  }
}

function weekOf(day: Day): readonly [Day, Day] {
  // Monday is 1, Sunday is 0.
  const monday = plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
  return [monday, plusDays(monday, 6)];
}

/** Returns the first day of the month. */
function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** Returns the first day of the quarter. */
function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return plusMonths(monthOf(day), -((month - 1) % 3));
}

function monthsFrom(first: Day, months: number): readonly [Day, Day] {
  return [first, plusDays(plusMonths(first, months), -1)];
}

function isWholeMonths(firstDay: Day, lastDay: Day): boolean {
  return firstDay.endsWith('-01') && plusDays(lastDay, 1).endsWith('-01');
}

function monthsIn(firstDay: Day, lastDay: Day): number {
  const months = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(plusDays(lastDay, 1)) - months(firstDay);
}
