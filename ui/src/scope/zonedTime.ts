/** A calendar date, `yyyy-MM-dd`. Its text form sorts chronologically. */
export type Day = string;

const DAY_MS = 86_400_000;

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayText(Date.parse(text)) === text;
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Returns the date in the zone at the given time. */
export function dayIn(zone: string, moment: Date): Day {
  return dayText(wallClock(zone, moment.getTime()));
}

export function plusDays(day: Day, days: number): Day {
  return dayText(Date.parse(day) + days * DAY_MS);
}

/** Returns the date some months later; a day that the month lacks becomes its last day. */
export function plusMonths(day: Day, months: number): Day {
  const date = new Date(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return plusDays(dayText(first), Math.min(date.getUTCDate(), length) - 1);
}

/** Returns the number of days between two dates, both inclusive. */
export function daysBetween(first: Day, last: Day): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}

/** Returns the start of the day in the zone; if daylight saving skips midnight, the first moment of the day. */
export function startOfDay(day: Day, zone: string): Date {
  return momentAt(`${day}T00:00`, zone);
}

/**
 * Returns the time for a local time in the zone, in the form of browser inputs, `yyyy-MM-ddTHH:mm`. An ambiguous local
 * time gives the earlier one; a skipped local time gives the first one after the gap.
 */
export function momentAt(clockTime: string, zone: string): Date {
  const shown = Date.parse(`${clockTime}Z`);
  // The first offset may be from the other side of a change; the second one corrects it.
  const guess = shown - offset(zone, shown);
  const better = shown - offset(zone, guess);
  return new Date(better + Math.max(0, shown - wallClock(zone, better)));
}

/** Returns the local time in the zone in the form of browser inputs. */
export function clockTime(moment: Date, zone: string): string {
  return new Date(wallClock(zone, moment.getTime())).toISOString().slice(0, 16);
}

function offset(zone: string, at: number): number {
  return wallClock(zone, at) - Math.floor(at / 1000) * 1000;
}

/** Returns the local time in the zone interpreted as UTC, in whole seconds; ms since 1970. */
function wallClock(zone: string, at: number): number {
  const parts = Object.fromEntries(
    clock(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(zone, made);
  return made;
}

function dayText(utc: number): Day {
  return new Date(utc).toISOString().slice(0, 10);
}
