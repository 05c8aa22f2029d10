import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { readDialogsSearch } from './search';

export const dialogsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/dialogs',
  validateSearch: readDialogsSearch,
}).lazy(() => import('./page').then(({ page }) => page));
