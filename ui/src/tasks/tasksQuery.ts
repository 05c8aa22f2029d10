import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { RateMeter } from './rateMeter';
import { isActive, isThere, type Task } from './task';

const WHILE_ACTIVE_MS = 1_000;
const OTHERWISE_MS = 15_000;

const meter = new RateMeter();

/** All report tasks of the account, newest first, kept fresh while the tab is visible. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: async ({ signal }) => {
    const { tasks } = await call('GET', '/api/v1/reporter/reports', { signal });
    return meter.measure(tasks.filter(isThere), performance.now());
  },
  refetchInterval: ({ state }) => pollEvery(state.data ?? []),
});

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
