import { linkOptions } from '@tanstack/react-router';
import type { PeriodText } from '../scope/period';
import type { Look } from './look';
import { filtersOf, type Rows, ROWS_TIME } from './rows';

/** Returns links to the rows of a number: its list with the same filters. The router adds the period. */
export function useRowsLink(look: Look) {
  /** @param period the days of the rows; by default the period of the page */
  return (rows: Rows, period?: PeriodText) => {
    const filters = filtersOf(rows, look.filters);
    const days = period && { period };
    switch (rows.list) {
      case 'sessions':
        return linkOptions({ to: '/dialogs', search: { filters, time: ROWS_TIME.sessions, ...days } });
      case 'messages':
        return linkOptions({ to: '/dialogs', search: { tab: 'phrases', filters, ...days } });
      case 'clients':
        return linkOptions({ to: '/clients', search: { filters, time: ROWS_TIME.clients, ...days } });
    }
  };
}
