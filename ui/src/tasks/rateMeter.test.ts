import { expect, test } from 'vitest';
import { RateMeter } from './rateMeter';
import type { Task } from './task';

function running(writeCount: number, taskId = 'a'): Task {
  return {
    taskId,
    accountId: 1,
    creationTime: '2026-11-23T12:00:00.000Z',
    status: 'STARTED',
    reportType: 'MESSAGES',
    writeCount,
  };
}

function rates(meter: RateMeter, seen: readonly (readonly [ms: number, rows: number])[]) {
  return seen.map(([ms, rows]) => meter.measure([running(rows)], ms)[0]?.rate);
}

test('a task has a rate once it was seen twice', () => {
  expect(
    rates(new RateMeter(), [
      [0, 0],
      [1000, 500],
    ]),
  ).toEqual([undefined, 500]);
});

test('the rate is the mean of the last ten seconds', () => {
  const steps = Array.from({ length: 12 }, (_, second) => [second * 1000, second < 11 ? 0 : 9000] as const);
  expect(rates(new RateMeter(), steps).at(-1)).toBe(1000);
});

test('a stalled task slows down to nothing', () => {
  expect(
    rates(new RateMeter(), [
      [0, 0],
      [1000, 500],
      [12_000, 500],
      [13_000, 500],
    ]).at(-1),
  ).toBe(0);
});

test('a task that starts over is measured anew', () => {
  expect(
    rates(new RateMeter(), [
      [0, 9000],
      [1000, 9500],
      [2000, 0],
      [3000, 200],
    ]),
  ).toEqual([undefined, 500, undefined, 200]);
});

test('tasks do not mix, and only running ones have a rate', () => {
  const meter = new RateMeter();
  const done: Task = { ...running(5, 'c'), status: 'COMPLETED' };
  meter.measure([running(0, 'a'), running(100, 'b'), done], 0);
  const seen = meter.measure([running(10, 'a'), running(400, 'b'), done], 1000);
  expect(seen.map(({ rate }) => rate)).toEqual([10, 300, undefined]);
});
