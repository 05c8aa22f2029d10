import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { RateMeter } from './rateMeter';
import { isActive, type Task } from './task';

const PATH = '/api/v1/reporter/reports';

const WHILE_ACTIVE_MS = 1_000;
const OTHERWISE_MS = 15_000;

const meter = new RateMeter();

/** All report tasks of the account, newest first, kept fresh while the tab is visible. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: async () => {
    const { tasks } = await call<{ tasks: Task[] }>(PATH);
    return meter.measure(tasks, performance.now());
  },
  refetchInterval: ({ state }) => pollEvery(state.data ?? []),
});

/** How long to wait before asking again, ms. */
export function pollEvery(tasks: readonly Task[]): number {
  return tasks.some(isActive) ? WHILE_ACTIVE_MS : OTHERWISE_MS;
}

/** Cancels the task if it runs, and removes it with its file. */
export function deleteTask(taskId: string): Promise<undefined> {
  return call<undefined>(`${PATH}/tasks/${encodeURIComponent(taskId)}`, { method: 'DELETE' });
}

export function deleteCompletedTasks(): Promise<undefined> {
  return call<undefined>(PATH, { method: 'DELETE' });
}
