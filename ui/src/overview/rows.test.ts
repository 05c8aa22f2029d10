import { expect, test } from 'vitest';
import type { Filter } from '../filters/filter';
import { filtersOf, GROUP_ROWS, ROWS, ROWS_TIME } from './rows';

const keys = (filters: readonly Filter[]) => filters.map(({ key }) => key);

test('the period stays the period: sessions are found by their start, clients by their messages', () => {
  expect(keys(filtersOf(ROWS.sessions, []))).toEqual(['WITHOUT_TEST_SESSIONS', 'WITHOUT_EMPTY_SESSIONS']);
  expect(keys(filtersOf(ROWS['unique-clients'], []))).toEqual(['WITHOUT_TEST_SESSIONS']);
  expect(ROWS_TIME).toEqual({ sessions: 'SESSION_START_TIME', messages: undefined, clients: 'MESSAGE_TIME' });
});

test('chosen filters stay, save where the number itself says otherwise', () => {
  const chosen: Filter[] = [
    { key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] },
    { key: 'SESSION_RESULT', type: 'CHECKBOX', options: ['Done', 'Gone'] },
  ];
  const filters = filtersOf(GROUP_ROWS.results('Done'), chosen);
  expect(filters[0]).toEqual(chosen[0]);
  expect(filters.filter(({ key }) => key === 'SESSION_RESULT')).toEqual([
    { key: 'SESSION_RESULT', type: 'CHECKBOX', options: ['Done'] },
  ]);
});
