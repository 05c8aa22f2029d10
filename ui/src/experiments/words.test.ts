import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import * as texts from './texts.en';
import { bars, chanceText, formatDifference, formatValue } from './words';

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: texts } }, interpolation: { escapeValue: false } }),
);

test.each([
  [0.00004, 'Chance alone would hardly ever show that much (p < 0.001).'],
  [0.004, 'Chance alone would show that much in one of 250 cases (p = 0.004).'],
  [0.34, 'Chance alone would show that much in 34% of cases (p = 0.34).'],
])('p = %f: %s', (p, words) => {
  expect(chanceText(i18next.t, p, 'en')).toBe(words);
});

test('a rate is percent, its difference percentage points', () => {
  expect(formatValue(0.1234, true, 'en')).toBe('12.3%');
  expect(formatDifference(0.0312, true, 'en')).toBe('+3.1');
  expect(formatDifference(-0.0312, true, 'en')).toBe('-3.1');
  expect(formatValue(61.2345, false, 'en')).toBe('61.23');
});

test('all intervals share a scale that has zero in it', () => {
  const difference = (low: number, high: number) => ({
    low,
    high,
    estimate: (low + high) / 2,
    pValue: 0.5,
    test: 'Z' as const,
  });
  const placed = bars([
    { key: 'A' },
    { key: 'B', difference: difference(1, 3) },
    { key: 'C', difference: difference(2, 4) },
  ]);
  expect([...placed.keys()]).toEqual(['B', 'C']);
  expect(placed.get('B')).toEqual({ low: 0.25, high: 0.75, estimate: 0.5, zero: 0 });
  expect(placed.get('C')).toEqual({ low: 0.5, high: 1, estimate: 0.75, zero: 0 });
});
