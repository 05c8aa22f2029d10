import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';

export const labelsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/labels',
}).lazy(() => import('./page').then(({ page }) => page));
