import { expect, test } from 'vitest';
import type { Task } from './task';
import { readyAmong } from './useReadyReports';

const task = (taskId: string, status: Task['status'], report: Task['report'] = 'messages') =>
  ({ taskId, status, report }) as Task;

test('a report is told when it becomes complete, and not before or again', () => {
  const tasks = [
    task('1', 'COMPLETED'),
    task('2', 'COMPLETED'),
    task('3', 'STARTED'),
    task('4', 'COMPLETED', 'cleanup'),
  ];
  expect(readyAmong(new Set(['1', '3', '4']), tasks).map(({ taskId }) => taskId)).toEqual(['1']);
});
