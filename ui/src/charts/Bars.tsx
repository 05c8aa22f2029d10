import './charts.css';
import type { ReactNode } from 'react';
import classes from './Bars.module.css';

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** The value as people read it. */
  readonly text: string;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Draws a bar's line around its content: a link to what it counts, for instance. */
  readonly line: (bar: Bar, className: string, content: ReactNode) => ReactNode;
}

/** Amounts beside each other, each with its name: a list, so it needs no other words for those who hear it. */
export function Bars({ label, bars, line }: BarsProps) {
  const highest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {line(
            bar,
            classes.line!,
            <>
              <span className={classes.fill} style={{ width: `${(bar.value / highest) * 100}%` }} />
              <span className={classes.name}>{bar.name}</span>
              <span className={classes.value}>{bar.text}</span>
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}
