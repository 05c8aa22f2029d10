import { expect, test } from 'vitest';
import { en } from './en';
import { preferredLanguage } from '../language/language';
import { ru } from './ru';

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text] as [string, string]] : flatten(text, `${path}${key}.`),
  );
}

function blanks(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

test('a Russian text has the same blanks to fill in as the English one', () => {
  const english = new Map(flatten(en));
  for (const [key, text] of flatten(ru)) {
    const original = english.get(key.replace(/_(few|many)$/, '_other'));
    expect(blanks(text), key).toEqual(blanks(original!));
  }
});

test.each([
  ['ru', ['en-US'], 'ru'],
  [null, ['ru-RU', 'en'], 'ru'],
  [null, ['de-DE', 'ru'], 'ru'],
  [null, ['de-DE'], 'en'],
  ['klingon', [], 'en'],
] as const)('chosen %j, browser %j: %s', (stored, browser, language) => {
  expect(preferredLanguage(stored, browser)).toBe(language);
});
