import { cut } from '../conversation/words';
import type { FoundMessage } from './found';

/** Number of characters before the first match that are kept, so that the match is visible in a short line. */
const BEFORE = 8;

/** Returns the text of the message with a match: the client's, the bot's, or the comment. */
export function phraseOf({ question, textAnswer, comment, event }: FoundMessage, words: readonly string[]) {
  const texts = [question, textAnswer, comment, event].filter((text) => text !== undefined);
  return texts.find((text) => cut(text, words).some(({ found }) => found)) ?? texts[0];
}

/** Returns the text without its beginning if the first match is far from it. */
export function aroundMatch(text: string, words: readonly string[]): string {
  const pieces = cut(text, words);
  const first = pieces.findIndex(({ found }) => found);
  const start = pieces.slice(0, Math.max(0, first)).reduce((sum, piece) => sum + piece.text.length, 0);
  return start <= BEFORE ? text : `…${text.slice(start - BEFORE)}`;
}
