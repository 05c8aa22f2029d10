import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { CrashPage } from './frame/CrashPage';
import { Frame } from './frame/Frame';
import { NotFoundPage } from './frame/NotFoundPage';
import { LoginPage } from './session/LoginPage';
import { requireNobody, requireSession } from './session/guard';
import { START_PATH } from './session/returnPath';
import { TasksPage } from './tasks/TasksPage';

const root = createRootRouteWithContext<{ cache: QueryClient }>()();

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ({ next, ended }: Record<string, unknown>): { next?: string; ended?: true } => ({
    ...(typeof next === 'string' && { next }),
    ...(ended === true && { ended }),
  }),
  beforeLoad: ({ context, search }) => requireNobody(context.cache, search.next),
  component: function Login() {
    const { next, ended = false } = login.useSearch();
    return <LoginPage next={next} ended={ended} />;
  },
});

/** Everything that only people who are logged in may see. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => ({ session: await requireSession(context.cache, location.href) }),
  component: function Inside() {
    return <Frame session={inside.useRouteContext().session} />;
  },
});

const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: START_PATH, replace: true });
  },
});

const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: (search: Record<string, unknown>): { new?: 'messages' } =>
    search.new === 'messages' ? { new: search.new } : {},
  component: function Tasks() {
    const navigate = tasks.useNavigate();
    return (
      <TasksPage
        session={tasks.useRouteContext().session}
        creating={tasks.useSearch().new === 'messages'}
        onCreate={() => void navigate({ search: { new: 'messages' } })}
        onCreateEnd={() => void navigate({ search: {} })}
      />
    );
  },
});

export function createPageRouter(cache: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([login, inside.addChildren([start, tasks])]),
    context: { cache },
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
