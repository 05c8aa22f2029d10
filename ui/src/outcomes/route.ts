import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { type Kind, kinds } from './kinds';

export const outcomesRoute = createRoute({
  getParentRoute: () => inside,
  path: '/metrics',
  validateSearch: strictly<{ kind?: Kind }>(['kind'], ({ kind }) => {
    const known = kinds.find((each) => each === kind);
    return known === undefined ? {} : { kind: known };
  }),
}).lazy(() => import('./page').then(({ page }) => page));
