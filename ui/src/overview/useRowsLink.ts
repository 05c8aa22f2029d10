import type { DialogsSearch } from '../dialogs/search';
import type { Look } from './look';
import { filtersOf, type Rows } from './rows';

/** Leads to the rows that a number is made of: the same filters, opened in Dialogs. The period comes along by itself. */
export function useRowsLink(look: Look) {
  return (rows: Rows) => {
    const search: DialogsSearch = {
      ...(rows.list === 'messages' && { tab: 'phrases' }),
      filters: filtersOf(rows, look.filters, look),
    };
    return { to: '/dialogs' as const, search };
  };
}
