import { expect, test } from 'vitest';
import type { Task, TaskStatus } from './task';
import { downloadPath } from './task';
import { pollEvery } from './tasksQuery';

function task(status: TaskStatus): Task {
  return { taskId: status, accountId: 1, creationTime: '2026-11-23T12:00:00.000Z', status, reportType: 'MESSAGES' };
}

test('tasks are looked at every second while the server works on one', () => {
  expect(pollEvery([task('COMPLETED'), task('STARTED')])).toBe(1000);
  expect(pollEvery([task('CREATED')])).toBe(1000);
});

test('and every 15 seconds otherwise', () => {
  expect(pollEvery([])).toBe(15_000);
  expect(pollEvery([task('COMPLETED'), task('FAILED'), task('STOPPED')])).toBe(15_000);
});

test('a file is downloaded from this site, whatever host the server believes to have', () => {
  expect(downloadPath('http://parley.internal:8080/api/v1/files/7?as=report.xlsx')).toBe(
    '/api/v1/files/7?as=report.xlsx',
  );
  expect(downloadPath('/api/v1/files/7')).toBe('/api/v1/files/7');
});
