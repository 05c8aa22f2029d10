import { keyOf, type Row } from './rows';

/** Selected rows for a bulk action: some by key, or all that match the filters. */
export type Selection = { readonly kind: 'some'; readonly rows: ReadonlyMap<string, Row> } | { readonly kind: 'all' };

export const NOTHING: Selection = { kind: 'some', rows: new Map() };

export function isSelected(selection: Selection, row: Row): boolean {
  return selection.kind === 'all' || selection.rows.has(keyOf(row));
}

export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.rows.size;
}

/** Returns the selection with the row toggled; after "all", it starts a new selection with the row. */
export function toggled(selection: Selection, row: Row): Selection {
  const rows = new Map(selection.kind === 'some' ? selection.rows : []);
  if (!rows.delete(keyOf(row))) {
    rows.set(keyOf(row), row);
  }
  return { kind: 'some', rows };
}
