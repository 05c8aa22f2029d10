import './charts.css';
import type { ReactNode } from 'react';
import classes from './Bars.module.css';

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** The value as formatted text. */
  readonly text: string;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Renders a bar's row around its content, as a link for instance. */
  readonly line: (bar: Bar, className: string, content: ReactNode) => ReactNode;
}

/** Bar chart with a label for each bar. It is an HTML list, so screen readers need no extra text. */
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
