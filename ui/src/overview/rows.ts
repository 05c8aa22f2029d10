import type { Filter } from '../filters/filter';

/** Which rows a number is made of: filters of a list, beside those of the page. */
export interface Rows {
  readonly list: 'sessions' | 'messages';
  readonly filters: readonly Filter[];
}

const NOT_EMPTY: Filter = { key: 'WITHOUT_EMPTY_SESSIONS', type: 'RADIO', option: 'YES' };
const ANY_SESSION: Filter = { key: 'WITHOUT_EMPTY_SESSIONS', type: 'RADIO', option: 'NO' };
/** Numbers of our own never count sessions of the test widget. */
const NO_TESTS: Filter = { key: 'WITHOUT_TEST_SESSIONS', type: 'RADIO', option: 'YES' };
const CLIENT_MESSAGES: Filter = { key: 'WITHOUT_EMPTY_MESSAGES', type: 'RADIO', option: 'YES' };

/** The rows behind the metrics that lead to some. */
export const ROWS = {
  sessions: { list: 'sessions', filters: [ANY_SESSION] },
  'unique-clients': { list: 'sessions', filters: [ANY_SESSION] },
  messages: { list: 'messages', filters: [CLIENT_MESSAGES] },
  'transfer-rate': {
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'TRANSFER_TO_OPERATOR', type: 'RADIO', option: 'WITH_TRANSFER' }],
  },
  'automation-rate': {
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'AUTOMATION_STATUS', type: 'CHECKBOX', options: ['coped'] }],
  },
  'unrecognised-rate': {
    list: 'messages',
    filters: [{ key: 'MESSAGE_TYPE', type: 'CHECKBOX', options: ['unrecognised'] }],
  },
} as const satisfies Record<string, Rows>;

/** The rows of one group of a metric; null where no list can be narrowed down to them. */
export const GROUP_ROWS = {
  results: (key: string): Rows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SESSION_RESULT', type: 'CHECKBOX', options: [key] }],
  }),
  topics: (key: string): Rows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SESSION_TOPIC', type: 'CHECKBOX', options: [key] }],
  }),
  actions: (key: string): Rows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SCENARIO_ACTION', type: 'CHECKBOX', options: [key] }],
  }),
  'session-labels': (key: string): Rows => ({
    list: 'sessions',
    filters: [ANY_SESSION, { key: 'SESSION_LABELS', type: 'CHECKBOX', options: [Number(key)] }],
  }),
  'message-labels': (key: string): Rows => ({
    list: 'messages',
    filters: [{ key: 'LOG_LABELS', type: 'CHECKBOX', options: [Number(key)] }],
  }),
  'score-distribution': (key: string): Rows => ({
    list: 'sessions',
    filters: [ANY_SESSION, { key: 'NPS', type: 'CHECKBOX', options: [key] }],
  }),
} as const satisfies Record<string, (key: string) => Rows>;

export type GroupedMetric = keyof typeof GROUP_ROWS;

/**
 * The filters that find the rows. Where a number counts sessions by their start, so do these; Dialogs by itself takes the period
 * as that of the messages.
 *
 * @param chosen the filters of the page; those of the number go before them
 */
export function filtersOf(
  { list, filters }: Rows,
  chosen: readonly Filter[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly Filter[] {
  const started: Filter = {
    key: 'SESSION_START_TIME',
    type: 'DATE_TIME_RANGE',
    from,
    // Both ends of a filter's range belong to it.
    to: new Date(Date.parse(to) - 1).toISOString(),
  };
  const all = [...(list === 'sessions' ? [started] : []), NO_TESTS, ...filters];
  return [...chosen.filter(({ key }) => !all.some((other) => other.key === key)), ...all];
}
