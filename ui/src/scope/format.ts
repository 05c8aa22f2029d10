import type { Period } from './period';

/** Formats the days of a period: `12 – 25 Nov 2026`. */
export function formatDays({ firstDay, lastDay }: Pick<Period, 'firstDay' | 'lastDay'>, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(Date.parse(firstDay), Date.parse(lastDay));
}

/** Formats a zone by its offset from UTC at the given time: `GMT+3`. */
export function formatZone(zone: string, moment: Date, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    moment,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** Formats a time in short form, with the year only if it is not the current one: `25 Nov, 14:03`. */
export function formatMoment(iso: string, zone: string, language: string, now = new Date()): string {
  const time = new Date(iso);
  return formatter(language, zone, time.getFullYear() === now.getFullYear() ? 'moment' : 'momentOfYear').format(time);
}

/** Formats a time of day: `14:03`. */
export function formatClock(iso: string, zone: string, language: string): string {
  return formatter(language, zone, 'clock').format(new Date(iso));
}

/** Formats a date with its weekday: `25 November 2026`. */
export function formatDay(iso: string, zone: string, language: string): string {
  return formatter(language, zone, 'day').format(new Date(iso));
}

/** Formats a time in full, with seconds and zone. */
export function formatFull(iso: string, zone: string, language: string): string {
  return formatter(language, zone, 'full').format(new Date(iso));
}

export function formatNumber(number: number, language: string): string {
  return new Intl.NumberFormat(language).format(number);
}

const forms = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  momentOfYear: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Returns a cached formatter: creating one takes longer than a hundred uses, and lists use few of them in every row.
 */
function formatter(language: string, zone: string, form: keyof typeof forms): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${form}`;
  const known = formatters.get(key);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat(language, { ...forms[form], timeZone: zone });
  formatters.set(key, made);
  return made;
}
