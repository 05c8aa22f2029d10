/**
 * The lines of a sparkline, as SVG has points: one for each run of values without a gap. The lowest value that can be is 0.
 */
export function sparkline(values: readonly (number | null)[], width: number, height: number): string[] {
  const highest = Math.max(0, ...values.filter((value) => value !== null));
  const step = width / Math.max(1, values.length - 1);
  const lines: string[][] = [[]];
  values.forEach((value, place) => {
    if (value === null) {
      lines.push([]);
    } else {
      // A pixel above and below for the stroke.
      const y = height - 1 - (highest === 0 ? 0 : (value / highest) * (height - 2));
      lines.at(-1)!.push(`${round(place * step)},${round(y)}`);
    }
  });
  return lines.filter((line) => line.length > 0).map((line) => (line.length === 1 ? dot(line[0]!) : line.join(' ')));
}

/** A value alone between gaps is a line as short as can be seen. */
function dot(point: string): string {
  const [x, y] = point.split(',').map(Number);
  return `${x! - 0.5},${y} ${x! + 0.5},${y}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
