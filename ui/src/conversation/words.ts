import { type Filter, valuesOf } from '../filters/filter';

/** A piece of a text, and whether it is one of the words looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** The words that filters look for; those that they look past are not among them. */
export function wordsOf(filters: readonly Filter[]): readonly string[] {
  return filters
    .filter(({ type, comparisonType }) => type === 'TEXT' && comparisonType !== 'NOT_CONTAINS')
    .flatMap(valuesOf)
    .filter((word) => word !== '');
}

/** Cuts a text at the words, in whatever case they stand; the longest wins where several begin. */
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
