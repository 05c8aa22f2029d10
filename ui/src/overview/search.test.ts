import { expect, test } from 'vitest';
import { readOverview } from './search';

test('what makes sense is read', () => {
  const filters = [{ key: 'CHANNEL_TYPE', type: 'CHECKBOX', options: ['telegram'] }];
  expect(readOverview({ by: 'WEEK', compare: false, tables: ['results'], filters })).toEqual({
    by: 'WEEK',
    compare: false,
    tables: ['results'],
    filters,
  });
});

test('what makes none is left out', () => {
  expect(readOverview({ by: 'FORTNIGHT', compare: 'no', tables: ['moon', 7], filters: 'all' })).toEqual({});
});
