import { expect, test } from 'vitest';
import { firstDayBefore, isPeriodText, periodOf } from './period';

const now = new Date('2026-11-25T22:30:00Z');

test('a preset ends with the zone’s today', () => {
  expect(periodOf('7d', 'Europe/Moscow', now)).toMatchObject({
    firstDay: '2026-11-20',
    lastDay: '2026-11-26',
    from: new Date('2026-11-19T21:00:00.000Z'),
    to: new Date('2026-11-26T20:59:59.999Z'),
  });
  expect(periodOf('today', 'UTC', now)).toMatchObject({ firstDay: '2026-11-25', lastDay: '2026-11-25' });
});

test('chosen days stay', () => {
  expect(periodOf('2026-03-28..2026-03-29', 'Europe/Berlin', now)).toMatchObject({
    from: new Date('2026-03-27T23:00:00.000Z'),
    to: new Date('2026-03-29T21:59:59.999Z'),
  });
});

test.each(['30d', 'today', '2026-11-01..2026-11-01', '2026-11-01..2026-12-01'])('%s is a period', (text) => {
  expect(isPeriodText(text)).toBe(true);
});

test.each(['', '8d', 'toString', '2026-11-02..2026-11-01', '2026-11-01', '2026-11-01..2026-11-31', 'a..b'])(
  '%j is none',
  (text) => {
    expect(isPeriodText(text)).toBe(false);
  },
);

// 25 November 2026 is a Wednesday.
test.each([
  ['yesterday', '2026-11-24', '2026-11-24', '2026-11-23'],
  ['this-week', '2026-11-23', '2026-11-29', '2026-11-16'],
  ['last-week', '2026-11-16', '2026-11-22', '2026-11-09'],
  ['this-month', '2026-11-01', '2026-11-30', '2026-10-01'],
  ['last-month', '2026-10-01', '2026-10-31', '2026-09-01'],
  ['this-quarter', '2026-10-01', '2026-12-31', '2026-07-01'],
  ['last-quarter', '2026-07-01', '2026-09-30', '2026-04-01'],
  ['7d', '2026-11-19', '2026-11-25', '2026-11-12'],
  ['2026-10-01..2026-11-30', '2026-10-01', '2026-11-30', '2026-08-01'],
  ['2026-11-02..2026-11-03', '2026-11-02', '2026-11-03', '2026-10-31'],
] as const)('%s is from %s to %s; the period before begins on %s', (text, firstDay, lastDay, before) => {
  const period = periodOf(text, 'UTC', now);
  expect(period).toMatchObject({ firstDay, lastDay });
  expect(firstDayBefore(period)).toBe(before);
});

test('the first week of a year begins in the year before', () => {
  expect(periodOf('this-week', 'UTC', new Date('2027-01-01T10:00:00Z'))).toMatchObject({
    firstDay: '2026-12-28',
    lastDay: '2027-01-03',
  });
});
