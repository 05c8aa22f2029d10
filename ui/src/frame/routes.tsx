import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  defaultStringifySearch,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { requireSession } from '../session/guard';
import { completeScope, isSameScope, readScope } from '../scope/scope';
import { Frame } from './Frame';

export const root = createRootRouteWithContext<{ cache: QueryClient }>()();

/**
 * Everything that only people who are logged in may see: the parent of every section's route. The project, the period and
 * the zone are in the address of them all; links keep them unless they say otherwise.
 */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  validateSearch: readScope,
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
  component: function Inside() {
    return <Frame session={inside.useRouteContext().session} />;
  },
});
