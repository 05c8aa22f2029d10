import { type Day, dayIn, isDay, plusDays, startOfDay } from './zonedTime';

/** Periods that end today, with their length in days. */
export const presets = { today: 1, '7d': 7, '14d': 14, '30d': 30, '90d': 90, '365d': 365 } as const;

export type Preset = keyof typeof presets;

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
  return Object.hasOwn(presets, text);
}

export function isPeriodText(text: string): text is PeriodText {
  const [first = '', last = '', ...more] = text.split('..');
  return isPreset(text) || (more.length === 0 && isDay(first) && isDay(last) && first <= last);
}

export function periodOf(text: PeriodText, zone: string, now: Date): Period {
  const today = dayIn(zone, now);
  const [firstDay, lastDay] = isPreset(text)
    ? [plusDays(today, 1 - presets[text]), today]
    : (text.split('..') as [Day, Day]);
  return {
    text,
    firstDay,
    lastDay,
    zone,
    from: startOfDay(firstDay, zone),
    to: new Date(startOfDay(plusDays(lastDay, 1), zone).getTime() - 1),
  };
}
