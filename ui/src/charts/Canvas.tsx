import './charts.css';
import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import classes from './Canvas.module.css';
import { type Palette, paletteAt } from './palette';

interface CanvasProps {
  /** Text alternative for screen readers. */
  readonly label: string;
  /** Creates the drawing in the current colours. The chart is redrawn when the function changes. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  /** Minimum width of the drawing, px; a narrower container scrolls. */
  readonly minWidth?: number;
  /** Called with the index of the category that was clicked. */
  readonly onCategory?: ((index: number) => void) | undefined;
}

/**
 * ECharts drawing. It fills its container, which has its size before ECharts is loaded. Screen readers get only the
 * label; the numbers are in the adjacent table.
 */
export function Canvas({ label, option, minWidth = 0, onCategory }: CanvasProps) {
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
    // The colours depend on the colour scheme.
  }, [option, scheme, still, ready]);

  useEffect(() => {
    const drawing = chart.current;
    if (!drawing || !onCategory) {
      return undefined;
    }
    const renderer = drawing.getZr();
    const onClick = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (drawing.containPixel('grid', [offsetX, offsetY])) {
        onCategory(drawing.convertFromPixel({ seriesIndex: 0 }, [offsetX, offsetY])[0] ?? 0);
      }
    };
    renderer.on('click', onClick);
    renderer.setCursorStyle('pointer');
    return () => renderer.off('click', onClick);
  }, [onCategory, ready]);

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
