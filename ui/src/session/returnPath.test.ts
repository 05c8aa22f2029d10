import { expect, test } from 'vitest';
import { returnPath, START_PATH } from './returnPath';

test.each(['/tasks', '/tasks?new=messages', '/dialogs?from=2026-11-01#last', '/loginhelp'])(
  '%s is a way back',
  (next) => {
    expect(returnPath(next)).toBe(next);
  },
);

test.each([
  undefined,
  '',
  'tasks',
  'https://evil.example/tasks',
  '//evil.example/tasks',
  '/\\evil.example/tasks',
  '/\t/evil.example/tasks',
  'javascript:alert(1)',
  '/login',
  '/login?next=/login',
])('%j leads to the start page', (next) => {
  expect(returnPath(next)).toBe(START_PATH);
});
