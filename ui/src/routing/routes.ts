import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  defaultStringifySearch,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { completeScope, isSameScope, readScope, type ScopeSearch } from '../scope/scope';
import { requireSession } from '../session/guard';
import { strictly } from './strictly';

export const root = createRootRouteWithContext<{ cache: QueryClient }>()();

/**
 * The parent route of all sections that require a log-in. Project, period and time zone are part of all their URLs;
 * links keep them by default. `router.tsx` adds the layout, which depends on the sections.
 */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  validateSearch: strictly<ScopeSearch>(['project', 'period', 'zone'], readScope),
  search: { middlewares: [retainSearchParams(['project', 'period', 'zone'])] },
  beforeLoad: async ({ context, location, search }) => {
    const session = await requireSession(context.cache, location.href);
    const scope = completeScope(search, session);
    if (!isSameScope(scope, search)) {
      throw redirect({
        href:
          location.pathname +
          defaultStringifySearch({ ...location.search, project: undefined, ...scope }) +
          (location.hash && `#${location.hash}`),
        replace: true,
      });
    }
    return { session };
  },
});
