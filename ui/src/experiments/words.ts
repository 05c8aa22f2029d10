import type { TFunction } from 'i18next';
import type { BranchResult } from './queries';

/** Formats a rate in percent, or a mean with its significant digits. */
export function formatValue(value: number, isRate: boolean, language: string): string {
  return new Intl.NumberFormat(
    language,
    isRate ? { style: 'percent', maximumFractionDigits: 1 } : { maximumSignificantDigits: 4 },
  ).format(value);
}

/** Formats a difference with its sign; differences of rates are in percentage points, without the % sign. */
export function formatDifference(value: number, isRate: boolean, language: string): string {
  return new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    ...(isRate ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 4 }),
  }).format(isRate ? value * 100 : value);
}

/** Returns an explanation of a p-value for laypeople. */
export function chanceText(t: TFunction, pValue: number, language: string): string {
  const p = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(pValue);
  if (pValue < 0.001) {
    return t('experiments.chance.never', { p: new Intl.NumberFormat(language).format(0.001) });
  }
  if (pValue < 0.05) {
    return t('experiments.chance.seldom', { p, times: Math.round(1 / pValue) });
  }
  return t('experiments.chance.often', {
    p,
    percent: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(pValue),
  });
}

/** Position of a branch's interval on a common scale from 0 to 1. */
export interface Bar {
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
  /** Position of zero difference. */
  readonly zero: number;
}

/** Returns the intervals of all branches on a common scale that includes zero difference. */
export function bars(branches: readonly Pick<BranchResult, 'key' | 'difference'>[]): ReadonlyMap<string, Bar> {
  const known = branches.flatMap(({ key, difference }) => (difference ? [{ key, ...difference }] : []));
  const ends = known.flatMap(({ low, high }) => [low, high]);
  const least = Math.min(0, ...ends);
  const most = Math.max(0, ...ends);
  const place = (value: number) => (most === least ? 0.5 : (value - least) / (most - least));
  return new Map(
    known.map(({ key, low, high, estimate }) => [
      key,
      { low: place(low), high: place(high), estimate: place(estimate), zero: place(0) },
    ]),
  );
}
