/**
 * Colours of charts by purpose. The values are tokens in `charts.css`, each with a light and a dark variant; a canvas
 * needs them resolved.
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

/** Returns the resolved colours at an element, in the current theme. */
export function paletteAt(place: HTMLElement): Palette {
  // Computed custom properties contain light-dark() unresolved; a computed color property is resolved.
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
