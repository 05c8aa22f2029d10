import { expect, test } from 'vitest';
import { bucketNames, numberFormats, weekdays } from './format';

test('lengths of time are said in their largest units', () => {
  const { duration } = numberFormats('en');
  expect(duration(41_400)).toBe('41 sec');
  expect(duration(61_000)).toBe('1 min 1 sec');
  expect(duration(3_600_000 * 2 + 60_000 * 5)).toBe('2 hr 5 min');
});

test('shares are in percent, changes without a sign', () => {
  const { share, percent } = numberFormats('ru');
  expect(share(0.1234)).toBe('12,3\u00A0%');
  expect(share(0.04)).toBe('4,0\u00A0%');
  expect(percent(-42.4)).toBe('42\u00A0%');
});

test('a bucket is called by where it begins, in the zone; a week by its ends', () => {
  const monday = Date.parse('2026-11-22T21:00:00Z');
  expect(bucketNames([monday], 'DAY', 'Europe/Moscow', 'en-GB')).toEqual([
    {
      short: '23 Nov',
      full: 'Mon, 23 Nov 2026',
      iso: '2026-11-23',
      firstDay: '2026-11-23',
      lastDay: '2026-11-23',
    },
  ]);
  expect(bucketNames([monday], 'HOUR', 'Europe/Moscow', 'en-GB')[0]?.short).toBe('00:00');
  expect(bucketNames([monday], 'WEEK', 'Europe/Moscow', 'en-GB')[0]?.full).toMatch(/^23\W+29 Nov 2026$/);
});

test('the week begins on Monday', () => {
  expect(weekdays('en').map(({ name }) => name)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
});
