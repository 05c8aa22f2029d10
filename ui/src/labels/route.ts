import { createRoute } from '@tanstack/react-router';
import { inside } from '../frame/routes';

export const labelsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/labels',
}).lazy(() => import('./page').then(({ page }) => page));
