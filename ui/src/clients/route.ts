import { createRoute, redirect } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { type ClientSearch, type ClientsSearch, readClientSearch, readClientsSearch } from './search';

export const clientsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/clients',
  validateSearch: strictly<ClientsSearch>(['q', 'filters', 'time'], readClientsSearch),
}).lazy(() => import('./page').then(({ clientsPage }) => clientsPage));

/**
 * The page of a client, identified by channel and client id. They are search parameters, because an id may have
 * characters that servers and proxies refuse in a path, such as `/` and `%2F`.
 */
export const clientRoute = createRoute({
  getParentRoute: () => inside,
  path: '/clients/client',
  validateSearch: strictly<ClientSearch>(['bot', 'client', 'message', 'fields'], readClientSearch),
}).lazy(() => import('./page').then(({ clientPage }) => clientPage));

/** Redirect from the addresses of earlier versions. */
export const formerClientRoute = createRoute({
  getParentRoute: () => inside,
  path: '/clients/$bot/$client',
  beforeLoad: ({ params, search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's API for redirects
    throw redirect({ to: '/clients/client', search: { ...search, ...params }, replace: true });
  },
});
