import type { Look } from './look';
import { filtersOf, type Rows } from './rows';

/** Leads to the rows that a number is made of: the same filters, opened in Dialogs. */
export function useRowsLink(look: Look) {
  return (rows: Rows) => ({
    to: '.' as const,
    search: (before: object) => ({ ...before, filters: filtersOf(rows, look.filters, look) }),
  });
}
