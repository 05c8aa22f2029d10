import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { type OverviewSearch, readOverview } from './search';

export const overviewRoute = createRoute({
  getParentRoute: () => inside,
  path: '/overview',
  validateSearch: strictly<OverviewSearch>(['by', 'compare', 'tables', 'filters'], readOverview),
}).lazy(() => import('./page').then(({ page }) => page));
