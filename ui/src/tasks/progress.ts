import type { Task } from './task';

/** How far a task is, in whole percent; `undefined` while nobody knows how many rows there will be. */
export function percentDone({ writeCount = 0, totalCount }: Pick<Task, 'writeCount' | 'totalCount'>) {
  if (totalCount === undefined || totalCount <= 0) {
    return undefined;
  }
  // Rounded down, so that 100 is said only of the last row; rows may arrive after they were counted.
  return Math.min(100, Math.floor((writeCount * 100) / totalCount));
}

/** Rows per second as people read them: three digits tell enough of a speed that changes every second. */
export function formatRate(rate: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(rate);
}

export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}
