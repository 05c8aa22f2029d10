import { cut } from './words';

/** A text with the words that were looked for marked. */
export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return cut(text, words).map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text));
}
