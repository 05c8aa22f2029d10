import { expect, test } from 'vitest';
import { isPeriodText, periodOf } from './period';

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
