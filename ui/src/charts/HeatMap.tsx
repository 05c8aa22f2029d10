import './charts.css';
import { useState } from 'react';
import classes from './HeatMap.module.css';

interface HeatMapProps {
  readonly label: string;
  /** Row titles from the top. */
  readonly rows: readonly string[];
  /** Column titles from the left. */
  readonly columns: readonly string[];
  /** By row, then column. */
  readonly values: readonly (readonly number[])[];
  /** Returns the text for the cell under the pointer. */
  readonly describe: (row: number, column: number) => string;
  /** The text shown while no cell is under the pointer. */
  readonly hint: string;
  /** Formats a number of the legend. */
  readonly format: (value: number) => string;
}

/** Heat map of two dimensions; darker cells have higher values. */
export function HeatMap({ label, rows, columns, values, describe, hint, format }: HeatMapProps) {
  const [pointed, setPointed] = useState<string>();
  const highest = Math.max(1, ...values.flat());
  return (
    <div className={classes.map}>
      <div
        className={classes.grid}
        style={{ gridTemplateColumns: `auto repeat(${columns.length}, minmax(0, 1fr))` }}
        role="img"
        aria-label={label}
        onMouseLeave={() => setPointed(undefined)}
      >
        {rows.map((row, y) => [
          <span key={row} className={classes.row}>
            {row}
          </span>,
          ...columns.map((column, x) => {
            const value = values[y]?.[x] ?? 0;
            return (
              <span
                key={`${row} ${column}`}
                className={classes.cell}
                style={{ backgroundColor: heat(value / highest) }}
                onMouseEnter={() => setPointed(describe(y, x))}
              />
            );
          }),
        ])}
        <span />
        {columns.map((column, x) => (
          <span key={column} className={classes.column}>
            {x % 3 === 0 ? column : ''}
          </span>
        ))}
      </div>
      <div className={classes.pointed} aria-hidden>
        {pointed ?? hint}
        <span className={classes.legend}>
          0 <span className={classes.scale} style={{ backgroundImage: SCALE }} /> {format(highest)}
        </span>
      </div>
    </div>
  );
}

const SCALE = `linear-gradient(to right, ${[0.01, 0.25, 0.5, 0.75, 1].map(heat).join(', ')})`;

/** Returns the colour of a share from 0 to 1; any value above 0 is visibly coloured. */
function heat(part: number): string {
  return part === 0
    ? 'var(--surface-hover)'
    : `color-mix(in oklab, var(--chart-heat) ${Math.round(10 + part * 90)}%, var(--surface))`;
}
