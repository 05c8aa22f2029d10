import { expect, test } from 'vitest';
import { periodOf } from '../scope/period';
import { earlierThan, endOf, naturalInterval, possibleIntervals } from './look';

const NOW = new Date('2026-11-25T08:20:00Z');

test('a period that is not over ends with the hour of the moment', () => {
  expect(endOf(periodOf('7d', 'UTC', NOW), NOW).toISOString()).toBe('2026-11-25T09:00:00.000Z');
  expect(endOf(periodOf('today', 'Asia/Tokyo', NOW), NOW).toISOString()).toBe('2026-11-25T09:00:00.000Z');
});

test('a period that is over ends where its last day does', () => {
  const period = periodOf('2026-11-01..2026-11-07', 'Europe/Moscow', NOW);
  expect(endOf(period, NOW).toISOString()).toBe('2026-11-07T21:00:00.000Z');
});

test('a period that has not begun stays as it is', () => {
  const period = periodOf('2026-12-01..2026-12-02', 'UTC', NOW);
  expect(endOf(period, NOW).toISOString()).toBe('2026-12-03T00:00:00.000Z');
});

test.each([
  ['today', 'HOUR', ['HOUR']],
  ['7d', 'DAY', ['HOUR', 'DAY']],
  ['30d', 'DAY', ['DAY', 'WEEK']],
  ['90d', 'DAY', ['DAY', 'WEEK', 'MONTH']],
  ['365d', 'WEEK', ['DAY', 'WEEK', 'MONTH']],
] as const)('%s is shown by %s, and can be by %s', (text, natural, possible) => {
  const period = periodOf(text, 'UTC', NOW);
  expect(naturalInterval(period)).toBe(natural);
  expect(possibleIntervals(period)).toEqual(possible);
});

test.each([
  // A period that is over has as many days before it.
  ['2026-11-08..2026-11-14', '2026-11-01T00:00:00.000Z', '2026-11-08T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
  // A day that is not over is compared with the same hours.
  ['today', '2026-11-24T00:00:00.000Z', '2026-11-24T09:00:00.000Z', '2026-11-25T00:00:00.000Z'],
  ['7d', '2026-11-12T00:00:00.000Z', '2026-11-18T09:00:00.000Z', '2026-11-19T00:00:00.000Z'],
  // A month that is not over is compared with the same days of the last one.
  ['this-month', '2026-10-01T00:00:00.000Z', '2026-10-25T09:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ['last-month', '2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'],
  ['this-week', '2026-11-16T00:00:00.000Z', '2026-11-18T09:00:00.000Z', '2026-11-19T00:00:00.000Z'],
] as const)('%s is compared with %s to %s', (text, from, to, toWholeDay) => {
  const period = periodOf(text, 'UTC', NOW);
  expect(earlierThan(period, endOf(period, NOW))).toEqual({ from, to, toWholeDay });
});

test('the period before begins at midnight, too, where clocks were changed in between', () => {
  const period = periodOf('2026-10-26..2026-10-27', 'Europe/Berlin', NOW);
  expect(earlierThan(period, endOf(period, NOW))).toMatchObject({
    from: '2026-10-23T22:00:00.000Z',
    to: '2026-10-25T23:00:00.000Z',
  });
});
