import { createRoute, redirect } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { isPart, NEW, type New, type Part } from './parts';

interface SettingsSearch {
  /** The open dialog. */
  readonly new?: New;
  /** Page of a long list, from 0. */
  readonly page?: number;
  /** The webhook with its deliveries shown. */
  readonly webhook?: number;
}

const dialogs: readonly unknown[] = NEW;

function count(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Redirect to the first part. */
export const settingsStartRoute = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  beforeLoad: ({ search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's API for redirects
    throw redirect({ to: '/settings/$part', params: { part: 'project' }, search, replace: true });
  },
});

export const settingsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/settings/$part',
  params: {
    parse: ({ part }): { part: Part } => ({ part: isPart(part) ? part : 'project' }),
    stringify: ({ part }) => ({ part }),
  },
  validateSearch: strictly<SettingsSearch>(['new', 'page', 'webhook'], (search) => ({
    ...(dialogs.includes(search.new) && { new: search.new as New }),
    ...(count(search.page) && search.page > 0 && { page: search.page }),
    ...(count(search.webhook) && { webhook: search.webhook }),
  })),
}).lazy(() => import('./page').then(({ page }) => page));
