/**
 * Colours of charts by what they are for. Their values are tokens in `charts.css`, each with one for light and one for dark; a
 * canvas needs them worked out.
 */
export const TOKENS = {
  first: '--chart-1',
  second: '--chart-2',
  third: '--chart-3',
  fourth: '--chart-4',
  earlier: '--chart-earlier',
  text: '--mantine-color-text',
  dimmed: '--mantine-color-dimmed',
  line: '--line',
  surface: '--surface',
} as const;

export type Token = keyof typeof TOKENS;

export type Palette = Readonly<Record<Token, string>>;

/** The colours as they are at this place of the page, in the theme of the moment. */
export function paletteAt(place: HTMLElement): Palette {
  // A custom property keeps light-dark() unresolved; a colour that is made of it does not.
  const probe = document.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const entries = Object.entries(TOKENS).map(([token, property]) => {
    probe.style.color = `var(${property})`;
    return [token, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Palette;
}
