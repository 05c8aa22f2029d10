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
  expect(asOf([task('a', 'COMPLETED')], asked)).toEqual({ kind: 'task', task: task('a', 'COMPLETED') });
  expect(asOf([task('b', 'STARTED')], asked)).toBeUndefined();
});

test('a question about all completed tasks counts those that are left', () => {
  const asked = { kind: 'completed', count: 3 } as const;
  expect(asOf([task('a', 'COMPLETED'), task('b', 'FAILED')], asked)).toEqual({ kind: 'completed', count: 1 });
  expect(asOf([task('b', 'FAILED')], asked)).toBeUndefined();
});
