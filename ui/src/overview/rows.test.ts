import { expect, test } from 'vitest';
import type { Filter } from '../filters/filter';
import { filtersOf, GROUP_ROWS, ROWS } from './rows';

const period = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' };
const keys = (filters: readonly Filter[]) => filters.map(({ key }) => key);

test('sessions are found by their start, as they are counted', () => {
  const filters = filtersOf(ROWS.sessions, [], period);
  expect(filters[0]).toEqual({
    key: 'SESSION_START_TIME',
    type: 'DATE_TIME_RANGE',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-07T23:59:59.999Z',
  });
  expect(keys(filters)).toContain('WITHOUT_TEST_SESSIONS');
});

test('messages are found by their own time, which the page has already', () => {
  expect(keys(filtersOf(ROWS.messages, [], period))).toEqual(['WITHOUT_TEST_SESSIONS', 'WITHOUT_EMPTY_MESSAGES']);
});

test('chosen filters stay, save where the number itself says otherwise', () => {
  const chosen: Filter[] = [
    { key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] },
    { key: 'SESSION_RESULT', type: 'CHECKBOX', options: ['Done', 'Gone'] },
  ];
  const filters = filtersOf(GROUP_ROWS.results('Done'), chosen, period);
  expect(filters[0]).toEqual(chosen[0]);
  expect(filters.filter(({ key }) => key === 'SESSION_RESULT')).toEqual([
    { key: 'SESSION_RESULT', type: 'CHECKBOX', options: ['Done'] },
  ]);
});

test('clients are found by their messages, not by their last visit', () => {
  expect(keys(filtersOf(ROWS['unique-clients'], [], period))).toEqual(['MESSAGE_TIME', 'WITHOUT_TEST_SESSIONS']);
});
