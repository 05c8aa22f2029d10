import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { type Kind, kinds } from './kinds';

export const outcomesRoute = createRoute({
  getParentRoute: () => inside,
  path: '/metrics',
  validateSearch: ({ kind }: Record<string, unknown>): { kind?: Kind } => {
    const known = kinds.find((each) => each === kind);
    return known === undefined ? {} : { kind: known };
  },
}).lazy(() => import('./page').then(({ page }) => page));
