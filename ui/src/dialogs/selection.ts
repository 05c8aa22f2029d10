import { keyOf, objectIdOf, type Row } from './rows';

/** The rows that something is to be done with: some, by their keys, or everything that the filters match. */
export type Selection = { readonly kind: 'some'; readonly ids: ReadonlyMap<string, string> } | { readonly kind: 'all' };

export const NOTHING: Selection = { kind: 'some', ids: new Map() };

export function isSelected(selection: Selection, row: Row): boolean {
  return selection.kind === 'all' || selection.ids.has(keyOf(row));
}

export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.ids.size;
}

/** The selection with the row put in, or taken out. After "everything", a row starts a new selection. */
export function toggled(selection: Selection, row: Row): Selection {
  const ids = new Map(selection.kind === 'some' ? selection.ids : []);
  if (!ids.delete(keyOf(row))) {
    ids.set(keyOf(row), objectIdOf(row));
  }
  return { kind: 'some', ids };
}
