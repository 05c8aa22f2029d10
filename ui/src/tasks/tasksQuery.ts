import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { RateMeter } from './rateMeter';
import { isActive, isThere, type Task } from './task';

const WHILE_ACTIVE_MS = 1_000;
const OTHERWISE_MS = 15_000;

/** Number of tasks on a page of the list. */
const PAGE_SIZE = 100;

/** Meter for the newest page; running tasks are expected only there. */
const meter = new RateMeter();

/**
 * Query for a page of the account's report tasks, newest first; polls while the tab is visible. The query keys of all
 * pages have the first page's key as prefix.
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

/** Query for the newest page. */
export const tasksQuery = taskPageQuery(0);

/** Returns the polling interval, ms. */
export function pollEvery(tasks: readonly Task[]): number {
  return tasks.some(isActive) ? WHILE_ACTIVE_MS : OTHERWISE_MS;
}

/** Cancels the task if it is running, and deletes it with its file. */
export async function deleteTask(reportGenerationTaskId: string): Promise<void> {
  await call('DELETE', '/api/v1/reporter/reports/tasks/{reportGenerationTaskId}', { path: { reportGenerationTaskId } });
}

/** Starts the same report again as a new task. */
export async function retryTask(reportGenerationTaskId: string): Promise<void> {
  await call('POST', '/api/v1/reporter/reports/tasks/{reportGenerationTaskId}/retry', {
    path: { reportGenerationTaskId },
  });
}

export async function deleteCompletedTasks(): Promise<void> {
  await call('DELETE', '/api/v1/reporter/reports');
}
