/** One line of a chart's tooltip. */
export interface BubbleLine {
  readonly color: string;
  readonly name: string;
  readonly value: string;
}

/** Creates a tooltip from DOM nodes: names come from the data and must not be parsed as HTML. */
export function bubble(title: string, lines: readonly BubbleLine[]): HTMLElement {
  const box = document.createElement('div');
  const head = box.appendChild(document.createElement('div'));
  head.textContent = title;
  head.style.fontWeight = '600';
  for (const { color, name, value } of lines) {
    const line = box.appendChild(document.createElement('div'));
    line.style.cssText = 'display: flex; gap: 8px; align-items: center; font-variant-numeric: tabular-nums';
    const mark = line.appendChild(document.createElement('span'));
    mark.style.cssText = `width: 8px; height: 8px; border-radius: 2px; background: ${color}`;
    line.appendChild(document.createElement('span')).textContent = name;
    const number = line.appendChild(document.createElement('span'));
    number.textContent = value;
    number.style.cssText = 'margin-left: auto; padding-left: 12px; font-weight: 600';
  }
  return box;
}

/** Returns the tooltip style in the current colours; the tooltip stays within the chart. */
export function bubbleStyle(palette: { readonly surface: string; readonly line: string; readonly text: string }) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: palette.text, fontSize: 12, fontFamily: 'inherit' },
    extraCssText: 'box-shadow: 0 2px 8px rgb(0 0 0 / 15%); max-width: 320px; white-space: normal',
  };
}
