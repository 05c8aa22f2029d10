import { linkOptions } from '@tanstack/react-router';
import type { Look } from './look';
import { filtersOf, type Rows } from './rows';

/** Leads to the rows that a number is made of: the same filters, opened in their list. The period comes along by itself. */
export function useRowsLink(look: Look) {
  return (rows: Rows) => {
    const filters = filtersOf(rows, look.filters, look);
    switch (rows.list) {
      case 'sessions':
        return linkOptions({ to: '/dialogs', search: { filters } });
      case 'messages':
        return linkOptions({ to: '/dialogs', search: { tab: 'phrases', filters } });
      case 'clients':
        // The list of clients goes by their last visit: only in a period that reaches to this day are these all who came.
        return Date.parse(look.to) > Date.now()
          ? linkOptions({ to: '/clients', search: { filters } })
          : linkOptions({ to: '/dialogs', search: { filters } });
    }
  };
}
