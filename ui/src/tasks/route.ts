import { createRoute } from '@tanstack/react-router';
import { inside } from '../frame/routes';

export const tasksRoute = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: (search: Record<string, unknown>): { new?: 'messages' } =>
    search.new === 'messages' ? { new: search.new } : {},
}).lazy(() => import('./page').then(({ page }) => page));
