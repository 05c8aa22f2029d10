import { expect, test } from 'vitest';
import { findsMessages, type FoundMessage, indexOfFound } from './found';

test('only filters of messages find messages', () => {
  expect(findsMessages([{ key: 'MESSAGE_TEXT', type: 'TEXT', comparisonType: 'CONTAINS', values: ['word'] }])).toBe(
    true,
  );
  expect(findsMessages([{ key: 'EXCEPTION_EXISTENCE', type: 'RADIO', option: 'YES' }])).toBe(true);
  expect(findsMessages([{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] }])).toBe(false);
  expect(findsMessages([{ key: 'MESSAGE_TEXT', type: 'TEXT', comparisonType: 'CONTAINS', values: [] }])).toBe(false);
});

test('a session opens at the first found message, or at the one of the address', () => {
  const found = [{ questionId: 'a' }, { questionId: 'b' }] as FoundMessage[];
  expect(indexOfFound(found, undefined)).toBe(0);
  expect(indexOfFound(found, 'b')).toBe(1);
  expect(indexOfFound(found, 'another')).toBe(-1);
  expect(indexOfFound([], undefined)).toBe(-1);
});
