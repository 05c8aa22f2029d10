import type { FilterOption } from './filter';

export interface PlacedOption {
  readonly option: FilterOption;
  /** Number of ancestors among the options. */
  readonly depth: number;
}

/**
 * Returns the options with children directly below their parents if they form a tree, else in their original order.
 * Search results stay a list, because parents may be missing.
 */
export function inTreeOrder(options: readonly FilterOption[], searched: boolean): readonly PlacedOption[] {
  const values = new Set(options.map(({ value }) => value));
  const stemOf = ({ parentValue }: FilterOption) =>
    !searched && parentValue !== undefined && values.has(parentValue) ? parentValue : undefined;
  const branches = new Map<string | undefined, FilterOption[]>();
  for (const option of options) {
    const stem = stemOf(option);
    branches.set(stem, [...(branches.get(stem) ?? []), option]);
  }
  const below = (stem: string | undefined, depth: number): readonly PlacedOption[] =>
    (branches.get(stem) ?? []).flatMap((option) => [{ option, depth }, ...below(option.value, depth + 1)]);
  return below(undefined, 0);
}
