import './charts.css';
import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import classes from './Canvas.module.css';
import { type Palette, paletteAt } from './palette';

interface CanvasProps {
  /** What the picture is of, in words. */
  readonly label: string;
  /** What to draw, in the colours of the moment. The page draws again when this is another function. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  /** Smallest width that the drawing makes sense in, px; where there is less, it scrolls. */
  readonly minWidth?: number;
}

/**
 * A drawing by ECharts. It fills the place it is given, which has its size before anything is loaded, and says to those who
 * do not see it only what it is of: the numbers are in the table beside it.
 */
export function Canvas({ label, option, minWidth = 0 }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const scheme = useComputedColorScheme();
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const box = place.current!;
    let gone = false;
    const watcher = new ResizeObserver(() => chart.current?.resize());
    void import('./engine').then(({ init }) => {
      if (!gone) {
        chart.current = init(box, null, { renderer: 'canvas' });
        watcher.observe(box);
        setReady(true);
      }
    });
    return () => {
      gone = true;
      watcher.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const palette = paletteAt(place.current!);
    chart.current?.setOption(
      { animation: !still, animationDuration: 250, animationDurationUpdate: 250, ...option(palette) },
      { notMerge: true },
    );
    // The colours depend on the scheme.
  }, [option, scheme, still, ready]);

  return (
    <div className={classes.scroll} {...(minWidth > 0 && { tabIndex: 0, role: 'group', 'aria-label': label })}>
      <div
        ref={place}
        role="img"
        aria-label={label}
        className={classes.canvas}
        style={{ minWidth }}
        data-ready={ready}
      />
    </div>
  );
}
