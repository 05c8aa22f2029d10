import { linkOptions } from '@tanstack/react-router';
import type { Look } from './look';
import { filtersOf, type Rows, ROWS_TIME } from './rows';

/** Returns links to the rows of a number: its list with the same filters. The router adds the period. */
export function useRowsLink(look: Look) {
  return (rows: Rows) => {
    const filters = filtersOf(rows, look.filters);
    switch (rows.list) {
      case 'sessions':
        return linkOptions({ to: '/dialogs', search: { filters, time: ROWS_TIME.sessions } });
      case 'messages':
        return linkOptions({ to: '/dialogs', search: { tab: 'phrases', filters } });
      case 'clients':
        return linkOptions({ to: '/clients', search: { filters, time: ROWS_TIME.clients } });
    }
  };
}
