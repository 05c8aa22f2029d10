import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { basePath } from './api/base';
import { clientRoute, clientsRoute, formerClientRoute } from './clients/route';
import { dialogsRoute } from './dialogs/route';
import { CrashPage } from './problems/CrashPage';
import { NotFoundPage } from './problems/NotFoundPage';
import { Layout } from './layout/Layout';
import { inside, root } from './routing/routes';
import { experimentRoute, experimentsRoute } from './experiments/route';
import { labelsRoute } from './labels/route';
import { overviewRoute } from './overview/route';
import { outcomesRoute } from './outcomes/route';
import { loginRoute } from './login/route';
import { START_PATH } from './session/returnPath';
import { settingsRoute, settingsStartRoute } from './settings/route';
import { tasksRoute } from './tasks/route';

const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: START_PATH, replace: true });
  },
});

inside.update({ component: Layout });

/** The route tree; each feature defines the search parameters of its URLs in its `route.ts`. */
const routes = root.addChildren([
  loginRoute,
  inside.addChildren([
    start,
    // One line for each section, to avoid merge conflicts.
    overviewRoute,
    dialogsRoute,
    clientsRoute,
    clientRoute,
    formerClientRoute,
    experimentsRoute,
    experimentRoute,
    labelsRoute,
    outcomesRoute,
    tasksRoute,
    settingsStartRoute,
    settingsRoute,
  ]),
]);

export function createPageRouter(cache: QueryClient) {
  return createRouter({
    routeTree: routes,
    basepath: basePath || '/',
    context: { cache },
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
    // The code of a section is preloaded while the pointer is over its link.
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
