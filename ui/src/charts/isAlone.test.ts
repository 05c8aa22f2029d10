import { expect, test } from 'vitest';
import { isAlone } from './TimeChart';

test('a value without neighbours needs a symbol, because a line cannot show it', () => {
  expect(isAlone([null, 0.5, null], 1)).toBe(true);
  expect(isAlone([0.5], 0)).toBe(true);
  expect(isAlone([null, 0.5, 0.6], 1)).toBe(false);
  expect(isAlone([null, 0.5, null], 0)).toBe(false);
});
