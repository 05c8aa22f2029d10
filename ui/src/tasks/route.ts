import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { KINDS } from './newReport';
import type { ReportKind } from './task';

interface TasksSearch {
  /** The open dialog: a new report of that kind, or a new schedule. */
  readonly new?: ReportKind | 'schedule';
  /** Shows schedules instead of tasks. */
  readonly view?: 'schedules';
}

const dialogs: readonly unknown[] = [...KINDS, 'schedule'];

export const tasksRoute = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: strictly<TasksSearch>(['new', 'view'], (search) => ({
    ...(dialogs.includes(search.new) && { new: search.new as NonNullable<TasksSearch['new']> }),
    ...(search.view === 'schedules' && { view: search.view }),
  })),
}).lazy(() => import('./page').then(({ page }) => page));
