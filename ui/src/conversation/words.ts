import { type Filter, valuesOf } from '../filters/filter';

/** A piece of a text, and whether it matches a search word. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Returns the search words of the filters, without those of negated filters. */
export function wordsOf(filters: readonly Filter[]): readonly string[] {
  return filters
    .filter(({ type, comparisonType }) => type === 'TEXT' && comparisonType !== 'NOT_CONTAINS')
    .flatMap(valuesOf)
    .filter((word) => word !== '');
}

/** Splits a text at the words, case-insensitive; the longest match wins. */
export function cut(text: string, words: readonly string[]): readonly Piece[] {
  if (words.length === 0) {
    return [{ text, found: false }];
  }
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(${longestFirst.map(literally).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, found: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === '-' ? '\\x2d' : `\\${sign}`));
}
