import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { numberFormats } from './format';
import classes from './Heading.module.css';
import type { Look } from './look';
import { type MetricInfo, metricQuery } from './metrics';

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly counts: string | undefined;
}

/** Returns the totals of metrics for a heading. */
export function useHeading(metrics: readonly string[], look: Look, infos: ReadonlyMap<string, MetricInfo> | undefined) {
  const formats = numberFormats(useLanguage());
  const answers = useQueries({ queries: metrics.map((metric) => metricQuery(metric, look)) });
  const entries = metrics.map((metric, i): Entry => {
    const info = infos?.get(metric);
    const value = answers[i]?.data?.total.value;
    const format = info?.unit === 'ms' ? formats.duration : formats.decimal;
    return { name: info?.title ?? metric, text: value === undefined ? '—' : format(value), counts: info?.definition };
  });
  return { answers, entries };
}

/** Totals above a drawing; without totals only the drawing. */
export function Heading({ entries, children }: { readonly entries: readonly Entry[]; readonly children: ReactNode }) {
  if (entries.length === 0) {
    return children;
  }
  return (
    <div className={classes.with}>
      <dl className={classes.entries}>
        {entries.map(({ name, text, counts }) => (
          <div key={name} title={counts}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.drawing}>{children}</div>
    </div>
  );
}
