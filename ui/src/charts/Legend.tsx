import classes from './Legend.module.css';
import { type Token, TOKENS } from './palette';

interface LegendProps {
  readonly entries: readonly { readonly name: string; readonly color: Token; readonly kind: string }[];
}

/** Legend of a chart's colours. */
export function Legend({ entries }: LegendProps) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ name, color, kind }) => (
        <li key={name}>
          <span className={classes.mark} data-kind={kind} style={{ color: `var(${TOKENS[color]})` }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
