import { expect, test } from 'vitest';
import { cut, wordsOf } from './words';

test('words are found in any case, the longest first', () => {
  expect(cut('Refund my refunds', ['refund', 'refunds'])).toEqual([
    { text: 'Refund', found: true },
    { text: ' my ', found: false },
    { text: 'refunds', found: true },
  ]);
  expect(cut('Где КАРТА?', ['карта']).map(({ found }) => found)).toEqual([false, true, false]);
});

test('signs mean themselves', () => {
  expect(cut('a.b-c (x) [y] $1', ['.b-c (x) [y] $1'])).toEqual([
    { text: 'a', found: false },
    { text: '.b-c (x) [y] $1', found: true },
  ]);
});

test('what filters look past is not marked', () => {
  expect(
    wordsOf([
      { key: 'MESSAGE_TEXT', type: 'TEXT', values: ['refund', ''] },
      { key: 'ANSWER_TEXT', type: 'TEXT', comparisonType: 'NOT_CONTAINS', values: ['sorry'] },
      { key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['vk'] },
    ]),
  ).toEqual(['refund']);
});
