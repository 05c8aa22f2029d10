import { expect, test } from 'vitest';
import { asOf, losesWork } from './removal';
import type { Task, TaskStatus } from './task';

function task(taskId: string, status: TaskStatus): Task {
  return { taskId, accountId: 1, creationTime: '2026-11-23T12:00:00.000Z', status, reportType: 'MESSAGES' };
}

test.each([
  ['CREATED', true],
  ['STARTED', true],
  ['COMPLETED', true],
  ['FAILED', false],
  ['STOPPED', false],
] as const)('removing a task that is %s loses work: %s', (status, loses) => {
  expect(losesWork({ kind: 'task', task: task('a', status) })).toBe(loses);
});

test('a question is about the task as it is by now', () => {
  const asked = { kind: 'task', task: task('a', 'STARTED') } as const;
  expect(asOf({ tasks: [task('a', 'COMPLETED')], completed: 1 }, asked)).toEqual({
    kind: 'task',
    task: task('a', 'COMPLETED'),
  });
  expect(asOf({ tasks: [task('b', 'STARTED')], completed: 0 }, asked)).toBeUndefined();
});

test('a question about all completed tasks counts those that are left on all pages', () => {
  const asked = { kind: 'completed', count: 300 } as const;
  const tasks = [task('a', 'COMPLETED'), task('b', 'FAILED')];
  expect(asOf({ tasks, completed: 250 }, asked)).toEqual({ kind: 'completed', count: 250 });
  expect(asOf({ tasks: [task('b', 'FAILED')], completed: 0 }, asked)).toBeUndefined();
});
