import type { Filter, PeriodTime } from '../filters/filter';

/** The rows counted by a number: the list, and filters in addition to the page's. */
export interface Rows {
  readonly list: 'sessions' | 'messages' | 'clients';
  readonly filters: readonly Filter[];
}

const NOT_EMPTY: Filter = { key: 'WITHOUT_EMPTY_SESSIONS', type: 'RADIO', option: 'YES' };
const ANY_SESSION: Filter = { key: 'WITHOUT_EMPTY_SESSIONS', type: 'RADIO', option: 'NO' };
/** Parley's own metrics never count sessions of the test widget. */
const NO_TESTS: Filter = { key: 'WITHOUT_TEST_SESSIONS', type: 'RADIO', option: 'YES' };
const CLIENT_MESSAGES: Filter = { key: 'WITHOUT_EMPTY_MESSAGES', type: 'RADIO', option: 'YES' };

/** The rows of each metric that has a list. */
export const ROWS = {
  sessions: { list: 'sessions', filters: [ANY_SESSION] },
  'unique-clients': { list: 'clients', filters: [] },
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

interface GroupRows extends Rows {
  readonly list: 'sessions' | 'messages';
}

/** The rows of one group of a metric; null where no list can select them. */
export const GROUP_ROWS = {
  results: (key: string): GroupRows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SESSION_RESULT', type: 'CHECKBOX', options: [key] }],
  }),
  topics: (key: string): GroupRows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SESSION_TOPIC', type: 'CHECKBOX', options: [key] }],
  }),
  actions: (key: string): GroupRows => ({
    list: 'sessions',
    filters: [NOT_EMPTY, { key: 'SCENARIO_ACTION', type: 'CHECKBOX', options: [key] }],
  }),
  'session-labels': (key: string): GroupRows => ({
    list: 'sessions',
    filters: [ANY_SESSION, { key: 'SESSION_LABELS', type: 'CHECKBOX', options: [Number(key)] }],
  }),
  'message-labels': (key: string): GroupRows => ({
    list: 'messages',
    filters: [{ key: 'LOG_LABELS', type: 'CHECKBOX', options: [Number(key)] }],
  }),
  'score-distribution': (key: string): GroupRows => ({
    list: 'sessions',
    filters: [ANY_SESSION, { key: 'NPS', type: 'CHECKBOX', options: [key] }],
  }),
} as const satisfies Record<string, (key: string) => GroupRows>;

export type GroupedMetric = keyof typeof GROUP_ROWS;

/** Returns the sessions that pass the states in this order, among others, and end with the result. */
export function routeRows(states: readonly string[], result: string | undefined): Rows {
  return {
    list: 'sessions',
    filters: [
      NOT_EMPTY,
      ...(states.length > 0 ? [{ key: 'STATE_ROUTES', type: 'TREE', options: states } as const] : []),
      ...(result === undefined ? [] : [{ key: 'SESSION_RESULT', type: 'CHECKBOX', options: [result] } as const]),
    ],
  };
}

/** The time that the period applies to in each list, so that it has the rows that the metrics count. */
export const ROWS_TIME = {
  sessions: 'SESSION_START_TIME',
  messages: undefined,
  clients: 'MESSAGE_TIME',
} as const satisfies Record<Rows['list'], PeriodTime | undefined>;

/**
 * Returns the filters that select the rows.
 *
 * @param chosen the page's filters; those of the number precede them
 */
export function filtersOf({ filters }: Rows, chosen: readonly Filter[]): readonly Filter[] {
  const all = [NO_TESTS, ...filters];
  return [...chosen.filter(({ key }) => !all.some((other) => other.key === key)), ...all];
}
