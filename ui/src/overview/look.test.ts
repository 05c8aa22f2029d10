import { expect, test } from 'vitest';
import { periodOf } from '../scope/period';
import { before, endOf, naturalInterval, possibleIntervals } from './look';

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

const LOOK = { project: 'p', interval: 'DAY', filters: [], compare: true } as const;

test('the period before has as many days and ends where this one begins', () => {
  const look = { ...LOOK, zone: 'UTC', from: '2026-11-08T00:00:00.000Z', to: '2026-11-15T00:00:00.000Z' };
  expect(before(look)).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' });
});

test('a day that is not over has a whole one as its counterpart', () => {
  const look = { ...LOOK, zone: 'UTC', from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T09:00:00.000Z' };
  expect(before(look)).toMatchObject({ from: '2026-11-22T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' });
});

test('the period before begins at midnight, too, where clocks were changed in between', () => {
  const look = { ...LOOK, zone: 'Europe/Berlin', from: '2026-10-25T23:00:00.000Z', to: '2026-10-27T23:00:00.000Z' };
  expect(before(look)).toMatchObject({ from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
});
