import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { readOverview } from './search';

export const overviewRoute = createRoute({
  getParentRoute: () => inside,
  path: '/overview',
  validateSearch: readOverview,
}).lazy(() => import('./page').then(({ page }) => page));
