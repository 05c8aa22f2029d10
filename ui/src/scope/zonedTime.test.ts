import { expect, test } from 'vitest';
import { clockTime, dayIn, daysBetween, isDay, isZone, momentAt, plusDays, plusMonths, startOfDay } from './zonedTime';

test.each([
  ['2026-11-25', 'UTC', '2026-11-25T00:00:00.000Z'],
  ['2026-11-25', 'Europe/Moscow', '2026-11-24T21:00:00.000Z'],
  ['2026-11-25', 'America/New_York', '2026-11-25T05:00:00.000Z'],
  ['2026-11-25', 'Asia/Kathmandu', '2026-11-24T18:15:00.000Z'],
  // Daylight saving changes later on that day.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  // Daylight saving skips midnight.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, moment) => {
  expect(startOfDay(day, zone).toISOString()).toBe(moment);
});

test('the day depends on where one asks', () => {
  const moment = new Date('2026-11-24T22:00:00Z');
  expect(dayIn('Europe/Moscow', moment)).toBe('2026-11-25');
  expect(dayIn('UTC', moment)).toBe('2026-11-24');
});

test('days are counted over months and clock changes', () => {
  expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(plusDays('2026-10-20', 10)).toBe('2026-10-30');
  expect(daysBetween('2026-10-20', '2026-10-30')).toBe(11);
});

test.each(['2026-02-30', '2026-1-1', 'today', ''])('%j is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('a zone is known or not', () => {
  expect(isZone('Europe/Moscow')).toBe(true);
  expect(isZone('Europe/Atlantis')).toBe(false);
});

test('a time of a zone’s clocks is a moment, and back', () => {
  const moment = momentAt('2026-11-25T12:30', 'Europe/Moscow');
  expect(moment.toISOString()).toBe('2026-11-25T09:30:00.000Z');
  expect(clockTime(moment, 'Europe/Moscow')).toBe('2026-11-25T12:30');
});

test('a time that clocks skip is the moment after', () => {
  expect(momentAt('2026-03-29T02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test.each([
  ['2026-11-30', -1, '2026-10-30'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-01', 2, '2027-01-01'],
])('%s and %i months: %s', (day, months, result) => {
  expect(plusMonths(day, months)).toBe(result);
});
