import { createRoute } from '@tanstack/react-router';
import { root } from '../routing/routes';
import { requireNobody } from '../session/guard';
import { LoginPage } from './LoginPage';

export const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ({ next, ended }: Record<string, unknown>): { next?: string; ended?: true } => ({
    ...(typeof next === 'string' && { next }),
    ...(ended === true && { ended }),
  }),
  beforeLoad: ({ context, search }) => requireNobody(context.cache, search.next),
  component: LoginPage,
});
