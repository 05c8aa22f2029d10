import { linkOptions } from '@tanstack/react-router';
import type { Look } from './look';
import { filtersOf, type Rows } from './rows';

/** Returns links to the rows of a number: its list with the same filters. The router adds the period. */
export function useRowsLink(look: Look) {
  return (rows: Rows) => {
    const filters = filtersOf(rows, look.filters, look);
    switch (rows.list) {
      case 'sessions':
        return linkOptions({ to: '/dialogs', search: { filters } });
      case 'messages':
        return linkOptions({ to: '/dialogs', search: { tab: 'phrases', filters } });
      case 'clients':
        // The list of clients uses the last visit: it has all clients of the period only if the period includes today.
        return Date.parse(look.to) > Date.now()
          ? linkOptions({ to: '/clients', search: { filters } })
          : linkOptions({ to: '/dialogs', search: { filters } });
    }
  };
}
