/** Returns SVG point lists, one polyline for each run of values without a gap. The scale starts at 0. */
export function sparkline(values: readonly (number | null)[], width: number, height: number): string[] {
  const highest = Math.max(0, ...values.filter((value) => value !== null));
  const step = width / Math.max(1, values.length - 1);
  const lines: string[][] = [[]];
  values.forEach((value, place) => {
    if (value === null) {
      lines.push([]);
    } else {
      // One pixel above and below for the stroke.
      const y = height - 1 - (highest === 0 ? 0 : (value / highest) * (height - 2));
      lines.at(-1)!.push(`${round(place * step)},${round(y)}`);
    }
  });
  return lines.filter((line) => line.length > 0).map((line) => (line.length === 1 ? dot(line[0]!) : line.join(' ')));
}

/** Returns the shortest visible line, for a single value between gaps. */
function dot(point: string): string {
  const [x, y] = point.split(',').map(Number);
  return `${x! - 0.5},${y} ${x! + 0.5},${y}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
