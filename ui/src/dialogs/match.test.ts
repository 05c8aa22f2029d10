import { expect, test } from 'vitest';
import type { FoundMessage } from './found';
import { aroundMatch, phraseOf } from './match';

test('a match far from the beginning is brought into view', () => {
  expect(aroundMatch('a short complaint', ['complaint'])).toBe('a short complaint');
  expect(aroundMatch(`${'word '.repeat(20)}complaint here`, ['Complaint'])).toBe(
    `…${'word '.repeat(20).slice(-8)}complaint here`,
  );
  expect(aroundMatch('nothing of that', ['complaint'])).toBe('nothing of that');
});

test('the phrase is the text that has the match', () => {
  const message = { question: 'hello', textAnswer: 'We noted your complaint' } as FoundMessage;
  expect(phraseOf(message, ['complaint'])).toBe('We noted your complaint');
  expect(phraseOf(message, [])).toBe('hello');
});
