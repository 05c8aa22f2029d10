import { expect, test } from 'vitest';
import { formatBytes } from './bytes';

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [464_519_168, '465 MB'],
  [12_300_000_000, '12.3 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});
