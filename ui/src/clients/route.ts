import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { readClientSearch, readClientsSearch } from './search';

export const clientsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/clients',
  validateSearch: readClientsSearch,
}).lazy(() => import('./page').then(({ clientsPage }) => clientsPage));

/** The page of a client, identified by channel and client id. */
export const clientRoute = createRoute({
  getParentRoute: () => inside,
  path: '/clients/$bot/$client',
  validateSearch: readClientSearch,
}).lazy(() => import('./page').then(({ clientPage }) => clientPage));
