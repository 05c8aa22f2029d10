import { useCallback } from 'react';
import { bubble, bubbleStyle } from './bubble';
import { Canvas } from './Canvas';
import { Legend } from './Legend';
import type { Palette, Token } from './palette';
import classes from './TimeChart.module.css';

export interface Series {
  readonly name: string;
  readonly color: Token;
  /** One for each bucket; null where there is nothing to make a figure of. */
  readonly values: readonly (number | null)[];
  /** Bars stand on each other; lines are drawn over them. `earlier` is a pale, broken line. */
  readonly kind: 'bar' | 'line' | 'earlier';
}

interface TimeChartProps {
  readonly label: string;
  /** What each bucket is called: in short below the axis, in full over the pointer. */
  readonly buckets: readonly { readonly short: string; readonly full: string }[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** Shares go to 100 % at most and count in parts of one. */
  readonly share?: boolean;
}

/** How something went over time. */
export function TimeChart({ label, buckets, series, format, share = false }: TimeChartProps) {
  const option = useCallback(
    (palette: Palette) => timeOption({ palette, buckets, series, format, share }),
    [buckets, series, format, share],
  );
  return (
    <div className={classes.chart}>
      <Legend entries={series} />
      <div className={classes.canvas}>
        <Canvas label={label} option={option} />
      </div>
    </div>
  );
}

interface Drawing extends Required<Omit<TimeChartProps, 'label'>> {
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
            showSymbol: values.length === 1,
            symbolSize: 6,
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

/** From 0 to the next tenth, or to all there is. */
function shareAxis(series: readonly Series[]) {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const max = highest > 0.5 ? 1 : Math.max(0.1, Math.ceil(highest * 10) / 10);
  return { min: 0, max, interval: max / 4 };
}
