import type { Token } from '../charts/palette';
import type { GroupedMetric, ROWS } from './rows';

/** A tile: a metric, and whether higher values are good, bad or neutral. */
export interface TileDeclaration {
  readonly metric: keyof typeof ROWS;
  readonly more: 'good' | 'bad' | 'neither';
  /** Whether the metric is a share, so that its number has its format before the metric's description arrives. */
  readonly isShare?: boolean;
}

export const TILES: readonly TileDeclaration[] = [
  { metric: 'sessions', more: 'neither' },
  { metric: 'unique-clients', more: 'neither' },
  { metric: 'messages', more: 'neither' },
  { metric: 'transfer-rate', more: 'bad', isShare: true },
  { metric: 'automation-rate', more: 'good', isShare: true },
  { metric: 'unrecognised-rate', more: 'bad', isShare: true },
];

/** The kind of drawing on a card. */
export type Drawing =
  /** Metrics over time as stacked bars and lines; `earlier` is also drawn for the previous period. */
  | {
      readonly kind: 'time';
      readonly series: readonly { readonly metric: string; readonly color: Token; readonly as: 'bar' | 'line' }[];
      readonly earlier?: string;
      /** The metric whose rows a bucket leads to. */
      readonly rows: keyof typeof ROWS;
      readonly share?: boolean;
    }
  /** Counts by group. */
  | { readonly kind: 'groups'; readonly metric: GroupedMetric; readonly inOrderOfKeys?: boolean }
  /** Counts by weekday and hour. */
  | { readonly kind: 'hours'; readonly metric: string }
  /** Routes through the states. */
  | { readonly kind: 'routes' };

export interface CardDeclaration {
  readonly id: string;
  /** The title; by default that of its only metric. */
  readonly title?: 'sessions' | 'clients' | 'rates' | 'calls' | 'routes';
  readonly drawing: Drawing;
  readonly width: 'third' | 'half' | 'whole';
  /** Metrics with totals shown above the drawing. */
  readonly figures?: readonly string[];
  /** Hides the card while this metric has no rows. */
  readonly onlyWith?: string;
}

/** The cards in their order; a new card needs one new entry. */
export const CARDS = [
  {
    id: 'sessions',
    title: 'sessions',
    width: 'half',
    drawing: {
      kind: 'time',
      series: [
        { metric: 'sessions-with-messages', color: 'first', as: 'bar' },
        { metric: 'sessions-without-messages', color: 'third', as: 'bar' },
      ],
      earlier: 'sessions',
      rows: 'sessions',
    },
  },
  {
    id: 'clients',
    title: 'clients',
    width: 'half',
    drawing: {
      kind: 'time',
      series: [
        { metric: 'returning-clients', color: 'first', as: 'bar' },
        { metric: 'new-clients', color: 'second', as: 'bar' },
      ],
      earlier: 'unique-clients',
      rows: 'unique-clients',
    },
  },
  { id: 'busiest-hours', width: 'half', drawing: { kind: 'hours', metric: 'busiest-hours' } },
  {
    id: 'rates',
    title: 'rates',
    width: 'half',
    drawing: {
      kind: 'time',
      share: true,
      rows: 'sessions',
      series: [
        { metric: 'automation-rate', color: 'first', as: 'line' },
        { metric: 'transfer-rate', color: 'third', as: 'line' },
        { metric: 'unrecognised-rate', color: 'fourth', as: 'line' },
      ],
    },
  },
  { id: 'results', width: 'third', drawing: { kind: 'groups', metric: 'results' } },
  { id: 'topics', width: 'third', drawing: { kind: 'groups', metric: 'topics' } },
  { id: 'actions', width: 'third', drawing: { kind: 'groups', metric: 'actions' } },
  { id: 'session-labels', width: 'third', drawing: { kind: 'groups', metric: 'session-labels' } },
  { id: 'message-labels', width: 'third', drawing: { kind: 'groups', metric: 'message-labels' } },
  {
    id: 'transfers',
    width: 'third',
    drawing: {
      kind: 'time',
      series: [{ metric: 'transfers', color: 'third', as: 'bar' }],
      earlier: 'transfers',
      rows: 'transfer-rate',
    },
  },
  { id: 'routes', title: 'routes', width: 'whole', drawing: { kind: 'routes' } },
  {
    id: 'calls',
    title: 'calls',
    width: 'half',
    figures: ['call-length', 'billed-minutes'],
    onlyWith: 'call-length',
    drawing: {
      kind: 'time',
      rows: 'sessions',
      series: [
        { metric: 'incoming-calls', color: 'first', as: 'bar' },
        { metric: 'outgoing-calls', color: 'second', as: 'bar' },
      ],
    },
  },
  {
    id: 'scores',
    width: 'half',
    figures: ['score'],
    onlyWith: 'score',
    drawing: { kind: 'groups', metric: 'score-distribution', inOrderOfKeys: true },
  },
] as const satisfies readonly CardDeclaration[];

export type CardId = (typeof CARDS)[number]['id'];

export function isCardId(text: string): text is CardId {
  return CARDS.some(({ id }) => id === text);
}
