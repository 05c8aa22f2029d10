import type { FilterOption } from './filter';

export interface PlacedOption {
  readonly option: FilterOption;
  /** How many of the options stand above it. */
  readonly depth: number;
}

/**
 * The options with each branch right below its stem, where they form a tree; as they came where they do not. What a search
 * found is a list: its stems need not be there.
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
