import type { Task } from './task';

/** Returns the progress in whole percent; `undefined` while the total number of rows is unknown. */
export function percentDone({ writeCount = 0, totalCount }: Pick<Task, 'writeCount' | 'totalCount'>) {
  if (totalCount === undefined || totalCount <= 0) {
    return undefined;
  }
  // Rounded down, so only the last row gives 100; rows may arrive after they were counted.
  return Math.min(100, Math.floor((writeCount * 100) / totalCount));
}

/** Formats rows per second with three digits, because the value changes every second. */
export function formatRate(rate: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(rate);
}

export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}
