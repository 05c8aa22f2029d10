import { expect, test } from 'vitest';
import { formatCount, formatRate, percentDone } from './progress';

test.each([
  [0, 10, 0],
  [999, 1000, 99],
  [1000, 1000, 100],
  [1003, 1000, 100],
])('%i of %i rows are %i percent', (writeCount, totalCount, percent) => {
  expect(percentDone({ writeCount, totalCount })).toBe(percent);
});

test('there is no percentage of an unknown total', () => {
  expect(percentDone({ writeCount: 12 })).toBeUndefined();
  expect(percentDone({ writeCount: 0, totalCount: 0 })).toBeUndefined();
});

test('numbers are written as the language writes them', () => {
  expect(formatCount(1234567, 'en')).toBe('1,234,567');
  expect(formatCount(1234567, 'ru')).toBe('1\u00a0234\u00a0567');
  expect(formatRate(48_213.7, 'en')).toBe('48,200');
  expect(formatRate(0.333333, 'en')).toBe('0.333');
  expect(formatRate(0, 'en')).toBe('0');
});
