/** Returns whether the text is an address that a browser may open: no scripts, no data, no other programs. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
