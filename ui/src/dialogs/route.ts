import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { type DialogsSearch, readDialogsSearch } from './search';

export const dialogsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/dialogs',
  validateSearch: strictly<DialogsSearch>(
    ['tab', 'filters', 'time', 'session', 'bot', 'message', 'fields'],
    readDialogsSearch,
  ),
}).lazy(() => import('./page').then(({ page }) => page));
