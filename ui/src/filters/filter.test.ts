import { expect, test } from 'vitest';
import {
  type Filter,
  type FilterInfo,
  filtersToSend,
  isImportant,
  periodInfo,
  readFilters,
  withFilter,
} from './filter';

const channel: Filter = { key: 'CHANNEL_TYPE', type: 'CHECKBOX', comparisonType: 'CONTAINS', options: ['telegram'] };

function info(key: FilterInfo['key'], type: FilterInfo['type'], isDefault: boolean): FilterInfo {
  const settings = { key, type, filterDependent: false, withFilterInput: false, helpMessage: '' };
  return { key, type, label: key, isDefault, isRequired: false, settings };
}

test('an address holds filters as the API takes them; anything else is left out', () => {
  expect(readFilters([channel, 7, null, { key: 'X' }])).toEqual([channel]);
  expect(readFilters('nonsense')).toBeUndefined();
  expect(readFilters([])).toBeUndefined();
});

test.each<[string, Filter]>([
  ['no choice', { key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: [] }],
  ['not important', { ...channel, comparisonType: 'NOT_IMPORTANT' }],
  ['no words', { key: 'MESSAGE_TEXT', type: 'TEXT', values: [] }],
  ['anybody', { key: 'INITIATOR', type: 'RADIO', option: 'ANY' }],
  ['not important at all', { key: 'EXCEPTION_EXISTENCE', type: 'RADIO', option: 'NOT_IMPORTANT' }],
  ['two open ends', { key: 'MESSAGE_COUNT', type: 'NUMERIC_RANGE' }],
  ['no lines', { key: 'SESSION_DATA', type: 'COMPOSITE_FILTER', options: [] }],
])('a filter with %s restricts nothing', (_, filter) => {
  expect(isImportant(filter)).toBe(false);
});

test.each<[string, Filter]>([
  ['a choice', channel],
  ['any value', { key: 'CHANNEL_TYPE', type: 'CHECKBOX', comparisonType: 'EXISTS' }],
  ['one end, even 0', { key: 'MESSAGE_COUNT', type: 'NUMERIC_RANGE', from: 0 }],
])('a filter with %s restricts', (_, filter) => {
  expect(isImportant(filter)).toBe(true);
});

test('the period goes by the range of time that people see first', () => {
  const infos = [
    info('SESSION_START_TIME', 'DATE_TIME_RANGE', false),
    info('MESSAGE_TIME', 'DATE_TIME_RANGE', true),
    info('CHANNEL_TYPE', 'CHECKBOX', true),
  ];
  expect(periodInfo(infos)?.key).toBe('MESSAGE_TIME');
  const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-01T23:59:59.999Z') };
  expect(filtersToSend(infos, [channel, { key: 'INITIATOR', type: 'RADIO', option: 'ANY' }], period)).toEqual([
    { key: 'MESSAGE_TIME', type: 'DATE_TIME_RANGE', from: '2026-11-01T00:00:00.000Z', to: '2026-11-01T23:59:59.999Z' },
    channel,
  ]);
});

test('the period has one owner, also where it applies to another time', () => {
  const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-01T23:59:59.999Z') };
  const own: Filter = { key: 'SESSION_START_TIME', type: 'DATE_TIME_RANGE', from: 0 };
  const sent = filtersToSend([info('MESSAGE_TIME', 'DATE_TIME_RANGE', true)], [own], period, 'SESSION_START_TIME');
  expect(sent).toEqual([
    {
      key: 'SESSION_START_TIME',
      type: 'DATE_TIME_RANGE',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-01T23:59:59.999Z',
    },
  ]);
});

test('a changed filter keeps its place, an emptied one goes', () => {
  const words: Filter = { key: 'MESSAGE_TEXT', type: 'TEXT', values: ['refund'] };
  const both = withFilter([channel], words);
  expect(withFilter(both, { ...channel, options: ['vk'] }).map(({ key }) => key)).toEqual([
    'CHANNEL_TYPE',
    'MESSAGE_TEXT',
  ]);
  expect(withFilter(both, { ...channel, options: [] })).toEqual([words]);
});
