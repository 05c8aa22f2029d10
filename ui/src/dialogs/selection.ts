import { keyOf, objectIdOf, type Row } from './rows';

/** Selected rows for a bulk action: some by key, or all that match the filters. */
export type Selection = { readonly kind: 'some'; readonly ids: ReadonlyMap<string, string> } | { readonly kind: 'all' };

export const NOTHING: Selection = { kind: 'some', ids: new Map() };

export function isSelected(selection: Selection, row: Row): boolean {
  return selection.kind === 'all' || selection.ids.has(keyOf(row));
}

export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.ids.size;
}

/** Returns the selection with the row toggled; after "all", it starts a new selection with the row. */
export function toggled(selection: Selection, row: Row): Selection {
  const ids = new Map(selection.kind === 'some' ? selection.ids : []);
  if (!ids.delete(keyOf(row))) {
    ids.set(keyOf(row), objectIdOf(row));
  }
  return { kind: 'some', ids };
}
