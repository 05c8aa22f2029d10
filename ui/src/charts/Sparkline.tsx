import { sparkline } from './sparkline';
import classes from './Sparkline.module.css';

/** Trend of a figure in a few pixels; the total is shown next to it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  return (
    <svg className={classes.spark} viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden focusable={false}>
      {sparkline(values, 100, 28).map((points) => (
        <polyline key={points} points={points} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
