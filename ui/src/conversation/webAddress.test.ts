import { expect, test } from 'vitest';
import { isWebAddress } from './webAddress';

test.each(['https://recordings.example.org/7.wav', 'http://10.0.0.1/a?b=c'])('%s may be opened', (address) => {
  expect(isWebAddress(address)).toBe(true);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'tel:112', '/relative', ''])(
  '%j may not',
  (address) => {
    expect(isWebAddress(address)).toBe(false);
  },
);
