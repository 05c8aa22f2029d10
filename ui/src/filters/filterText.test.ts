import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import * as texts from './texts.en';
import type { Filter, FilterInfo } from './filter';
import { filterText } from './filterText';

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: texts } }, interpolation: { escapeValue: false } }),
);

function say(filter: Filter, label: string, settings: Partial<FilterInfo['settings']> = {}): string {
  const { key, type } = filter;
  const info: FilterInfo = {
    key,
    type,
    label,
    isDefault: true,
    isRequired: false,
    settings: { key, type, filterDependent: false, withFilterInput: false, helpMessage: '', ...settings },
  };
  const labels: Record<string, string> = { '9': 'Refund' };
  const speaking = { t: i18next.t, language: 'en', zone: 'Europe/Moscow' };
  return filterText(filter, info, (value) => labels[value] ?? value, speaking);
}

test('words', () => {
  const comparisonOptions = [{ type: 'NOT_CONTAINS', label: 'Does not contain', isDefault: false }] as const;
  const filter: Filter = { key: 'MESSAGE_TEXT', type: 'TEXT', comparisonType: 'NOT_CONTAINS', values: ['refund'] };
  expect(say(filter, 'Message text', { comparisonOptions })).toBe('Message text does not contain “refund”');
});

test('choices, by their labels', () => {
  const filter: Filter = { key: 'LOG_LABELS', type: 'CHECKBOX', options: ['9', 'a', 'b', 'c', 'd'] };
  expect(say(filter, 'Labels')).toBe('Labels: Refund, a, b and 2 more');
  expect(say({ ...filter, comparisonType: 'NOT_CONTAINS', options: ['9'] }, 'Labels')).toBe('Labels: not Refund');
  expect(say({ ...filter, comparisonType: 'EXISTS' }, 'Labels')).toBe('Labels: any');
});

test('ranges, open ends too', () => {
  const filter: Filter = { key: 'MESSAGE_COUNT', type: 'NUMERIC_RANGE', from: 5, to: 5000 };
  expect(say(filter, 'Messages')).toBe('Messages: 5 – 5,000');
  expect(say({ key: 'MESSAGE_COUNT', type: 'NUMERIC_RANGE', to: 5 }, 'Messages')).toBe('Messages: up to 5');
});

test('session data', () => {
  const comparisonOptions = [{ type: 'EQUALS', label: 'Equals', isDefault: true }] as const;
  const options = [{ key: 'City', value: 'Perm', comparisonOption: 'EQUALS', caseSensitive: false }];
  const filter: Filter = { key: 'SESSION_DATA', type: 'COMPOSITE_FILTER', options };
  expect(say(filter, 'Session data', { comparisonOptions })).toBe('Session data: City equals “Perm”');
});

test('a filter that the section does not know is named by its key', () => {
  const speaking = { t: i18next.t, language: 'en', zone: 'UTC' };
  const filter: Filter = { key: 'NPS', type: 'NUMERIC_RANGE', from: 9 };
  expect(filterText(filter, undefined, String, speaking)).toBe('NPS: from 9');
});
