import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { RateMeter } from './rateMeter';
import { isActive, isThere, type Task } from './task';

const WHILE_ACTIVE_MS = 1_000;
const OTHERWISE_MS = 15_000;

/** Tasks on a page of the list. */
const PAGE_SIZE = 100;

/** Of the newest page: only there are tasks expected that run. */
const meter = new RateMeter();

/**
 * A page of the report tasks of the account, newest first, kept fresh while the tab is visible. The keys of all pages begin
 * with that of the first.
 */
export function taskPageQuery(page: number) {
  return queryOptions({
    queryKey: page === 0 ? ['tasks'] : ['tasks', page],
    queryFn: async ({ signal }) => {
      const { tasks, paging, completedCount } = await call('GET', '/api/v1/reporter/reports', {
        query: { page, size: PAGE_SIZE },
        signal,
      });
      const there = tasks.filter(isThere);
      return {
        tasks: page === 0 ? meter.measure(there, performance.now()) : there,
        pages: Math.max(1, Math.ceil(paging.totalCount / PAGE_SIZE)),
        /** Of all pages. */
        completed: completedCount,
      };
    },
    refetchInterval: ({ state }) => pollEvery(state.data?.tasks ?? []),
  });
}

/** The newest page. */
export const tasksQuery = taskPageQuery(0);

/** How long to wait before asking again, ms. */
export function pollEvery(tasks: readonly Task[]): number {
  return tasks.some(isActive) ? WHILE_ACTIVE_MS : OTHERWISE_MS;
}

/** Cancels the task if it runs, and removes it with its file. */
export async function deleteTask(reportGenerationTaskId: string): Promise<void> {
  await call('DELETE', '/api/v1/reporter/reports/tasks/{reportGenerationTaskId}', { path: { reportGenerationTaskId } });
}

/** Has the same report written once more, as a new task. */
export async function retryTask(reportGenerationTaskId: string): Promise<void> {
  await call('POST', '/api/v1/reporter/reports/tasks/{reportGenerationTaskId}/retry', {
    path: { reportGenerationTaskId },
  });
}

export async function deleteCompletedTasks(): Promise<void> {
  await call('DELETE', '/api/v1/reporter/reports');
}
