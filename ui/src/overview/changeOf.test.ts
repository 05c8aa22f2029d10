import { expect, test } from 'vitest';
import { changeOf } from './changeOf';

test('shares change by percentage points', () => {
  expect(changeOf(0.132, 0.154, true)).toEqual({ kind: 'points', difference: expect.closeTo(-0.022) as number });
  expect(changeOf(0.1542, 0.1539, true)).toEqual({ kind: 'same' });
});

test('counts change by percent, and by a multiple when they grow greatly', () => {
  expect(changeOf(150, 100, false)).toEqual({ kind: 'percent', percent: 50 });
  expect(changeOf(1857, 34, false)).toEqual({ kind: 'times', times: 1857 / 34 });
  expect(changeOf(0, 34, false)).toEqual({ kind: 'percent', percent: -100 });
  expect(changeOf(1000, 1001, false)).toEqual({ kind: 'same' });
});

test('what was not there before is new, and nothing stays the same', () => {
  expect(changeOf(3, 0, false)).toEqual({ kind: 'new' });
  expect(changeOf(0, 0, false)).toEqual({ kind: 'same' });
  expect(changeOf(undefined, 1, true)).toEqual({ kind: 'none' });
});
