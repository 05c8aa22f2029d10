import { cut } from './words';

/** Text with highlighted search words. */
export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return cut(text, words).map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text));
}
