import { type Day, dayIn, isDay, plusDays, startOfDay } from './zonedTime';

/** Periods that end today, by their length in days. */
export const presets = { today: 1, '7d': 7, '14d': 14, '30d': 30, '90d': 90, '365d': 365 } as const;

export type Preset = keyof typeof presets;

/**
 * A period as the address has it: a preset, which moves with the clock, or `first..last`, days that stay.
 *
 * The address must not grow stale: a link to "the last seven days" shows the last seven days whenever it is opened.
 */
export type PeriodText = Preset | `${Day}..${Day}`;

export const DEFAULT_PERIOD: Preset = '30d';

/** A run of whole days of a zone. */
export interface Period {
  readonly text: PeriodText;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly zone: string;
  /** When the first day begins. */
  readonly from: Date;
  /** The last millisecond of the last day. */
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
