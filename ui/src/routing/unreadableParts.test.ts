import { expect, test } from 'vitest';
import { unreadableParts } from './unreadableParts';

test('an address of the page itself has no unreadable part', () => {
  const filters = [{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] }];
  expect(unreadableParts({ project: 'bank', period: 'last-week', zone: 'UTC', filters })).toEqual([]);
  expect(unreadableParts({})).toEqual([]);
});

test.each([
  [{ period: 'xyz' }, ['period']],
  [{ period: '2026-11-31..2026-12-40' }, ['period']],
  [{ period: '2026-11-20..2026-11-01' }, ['period']],
  [{ zone: 'Mars/Base' }, ['zone']],
  [{ filters: 'garbage' }, ['filters']],
  [{ filters: [{ key: 'NPS', type: 'MOON' }] }, ['filters']],
  [{ filters: [{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: 7 }] }, ['filters']],
  [{ filters: [{ key: 'MESSAGE_TIME', type: 'DATE_TIME_RANGE', from: 'yesterday' }] }, ['filters']],
])('%j', (search, parts) => {
  expect(unreadableParts(search)).toEqual(parts);
});
