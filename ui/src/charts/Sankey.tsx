import { useCallback } from 'react';
import { bubble, bubbleStyle } from './bubble';
import { Canvas } from './Canvas';
import type { Flow } from './flow';
import type { Palette, Token } from './palette';

interface SankeyProps {
  readonly label: string;
  readonly flow: Flow;
  readonly format: (count: number) => string;
}

const COLORS: readonly Token[] = ['first', 'second', 'fourth', 'third'];

/** Returns the colour of a column: adjacent steps differ; results are grey. */
function colorOf(place: number, last: number): Token {
  return place === last ? 'earlier' : (COLORS[place % COLORS.length] ?? 'first');
}

/** Sankey diagram; wider flows have higher counts. */
export function Sankey({ label, flow, format }: SankeyProps) {
  const option = useCallback((palette: Palette) => sankeyOption(palette, flow, format), [flow, format]);
  const deepest = Math.max(0, ...flow.nodes.map(({ place }) => place));
  return <Canvas label={label} option={option} minWidth={110 * (deepest + 1)} />;
}

interface Pointed {
  readonly dataType?: string;
  readonly data: { readonly id?: string; readonly source?: string; readonly target?: string; readonly value: number };
}

function sankeyOption(palette: Palette, { nodes, links }: Flow, format: (count: number) => string) {
  const last = Math.max(0, ...nodes.map(({ place }) => place));
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  return {
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    tooltip: {
      ...bubbleStyle(palette),
      formatter: (pointed: unknown) => {
        const { dataType, data } = pointed as Pointed;
        const title =
          dataType === 'edge'
            ? `${nameOf.get(data.source ?? '') ?? ''} → ${nameOf.get(data.target ?? '') ?? ''}`
            : (nameOf.get(data.id ?? '') ?? '');
        const count = dataType === 'edge' ? data.value : (nodes.find(({ id }) => id === data.id)?.count ?? 0);
        return bubble(`${title} · ${format(count)}`, []);
      },
    },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 150,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 10,
        nodeAlign: 'left',
        draggable: false,
        layoutIterations: 32,
        emphasis: { focus: 'adjacency' },
        label: {
          color: palette.text,
          fontSize: 11,
          width: 140,
          overflow: 'truncate',
          // ECharts identifies nodes by name, but labels may be equal.
          formatter: ({ name }: { name: string }) => nameOf.get(name) ?? name,
        },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        data: nodes.map(({ id, place, count }) => ({
          id,
          name: id,
          value: count,
          depth: place,
          itemStyle: { color: palette[colorOf(place, last)], borderWidth: 0 },
        })),
        links: links.map(({ from, to, count }) => ({ source: from, target: to, value: count })),
      },
    ],
  };
}
