import { useCallback } from 'react';
import { bubble, bubbleStyle } from './bubble';
import { Canvas } from './Canvas';
import { Legend } from './Legend';
import type { Palette, Token } from './palette';
import classes from './TimeChart.module.css';

export interface Series {
  readonly name: string;
  readonly color: Token;
  /** One value for each bucket; null where the metric has none. */
  readonly values: readonly (number | null)[];
  /** Bars are stacked; lines are drawn over them. `earlier` is a pale, dashed line. */
  readonly kind: 'bar' | 'line' | 'earlier';
}

interface TimeChartProps {
  readonly label: string;
  /** Bucket labels: `short` on the axis, `full` in the tooltip. */
  readonly buckets: readonly { readonly short: string; readonly full: string }[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** Values are shares from 0 to 1, shown in percent. */
  readonly share?: boolean;
  /** Called with the index of the clicked bucket. */
  readonly onBucket?: (index: number) => void;
}

/** Chart of series over time. */
export function TimeChart({ label, buckets, series, format, share = false, onBucket }: TimeChartProps) {
  const option = useCallback(
    (palette: Palette) => timeOption({ palette, buckets, series, format, share }),
    [buckets, series, format, share],
  );
  return (
    <div className={classes.chart}>
      <Legend entries={series} />
      <div className={classes.canvas}>
        <Canvas label={label} option={option} onCategory={onBucket} />
      </div>
    </div>
  );
}

interface Drawing extends Required<Omit<TimeChartProps, 'label' | 'onBucket'>> {
  readonly palette: Palette;
}

export function timeOption({ palette, buckets, series, format, share }: Drawing) {
  const text = { color: palette.dimmed, fontSize: 11, fontFamily: 'inherit' };
  return {
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 4, right: 8, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      ...bubbleStyle(palette),
      trigger: 'axis',
      axisPointer: { type: series.some(({ kind }) => kind === 'bar') ? 'shadow' : 'line' },
      formatter: (points: unknown) => {
        const [first] = points as readonly { readonly dataIndex: number }[];
        const place = first?.dataIndex ?? 0;
        return bubble(
          buckets[place]?.full ?? '',
          series.map(({ name, color, values }) => ({
            name,
            color: palette[color],
            value: values[place] == null ? '—' : format(values[place]),
          })),
        );
      },
    },
    xAxis: {
      type: 'category',
      data: buckets.map(({ short }) => short),
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: share ? 0 : 1,
      ...(share && shareAxis(series)),
      splitNumber: 4,
      axisLabel: { ...text, formatter: format },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: series.map(({ name, color, values, kind }) =>
      kind === 'bar'
        ? {
            type: 'bar',
            name,
            stack: 'all',
            data: values,
            barMaxWidth: 40,
            itemStyle: { color: palette[color] },
            emphasis: { disabled: true },
          }
        : {
            type: 'line',
            name,
            data: values,
            // A line has no length where its neighbours have no value.
            showAllSymbol: true,
            symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (isAlone(values, dataIndex) ? 6 : 0),
            z: 3,
            lineStyle: {
              color: palette[color],
              width: kind === 'line' ? 2 : 1.5,
              type: kind === 'line' ? 'solid' : 'dashed',
            },
            itemStyle: { color: palette[color] },
            emphasis: { disabled: true },
          },
    ),
  };
}

/** Returns whether neither neighbour of a value has one, so that no line leads to it. */
export function isAlone(values: readonly (number | null)[], index: number): boolean {
  return values[index] !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

/** Returns an axis from 0 to the next tenth, or to 1 for shares above one half. */
function shareAxis(series: readonly Series[]) {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const max = highest > 0.5 ? 1 : Math.max(0.1, Math.ceil(highest * 10) / 10);
  return { min: 0, max, interval: max / 4 };
}
