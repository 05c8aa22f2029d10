/** Change of a number from the period before. */
export type Change =
  | { readonly kind: 'none' }
  /** There was nothing before. */
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  /** The difference of two shares, such as -0.022. */
  | { readonly kind: 'points'; readonly difference: number }
  /** The change of a count in percent of the earlier one. */
  | { readonly kind: 'percent'; readonly percent: number }
  /** How many times as great the count is, if percents would be hard to read. */
  | { readonly kind: 'times'; readonly times: number };

/** Growth from which a count is compared as a multiple. */
const MANY_TIMES = 10;

/** Returns the change of a value. Shares are compared by their difference, counts by their ratio. */
export function changeOf(now: number | undefined, before: number | undefined, isShare: boolean): Change {
  if (now === undefined || before === undefined) {
    return { kind: 'none' };
  }
  if (isShare) {
    // As precise as it is shown: a tenth of a percentage point.
    return Math.abs(now - before) < 0.0005 ? { kind: 'same' } : { kind: 'points', difference: now - before };
  }
  if (before === 0) {
    return now === 0 ? { kind: 'same' } : { kind: 'new' };
  }
  const ratio = now / before;
  if (ratio >= MANY_TIMES) {
    return { kind: 'times', times: ratio };
  }
  const percent = (ratio - 1) * 100;
  return Math.round(percent) === 0 ? { kind: 'same' } : { kind: 'percent', percent };
}
