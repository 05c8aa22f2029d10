import { expect, test } from 'vitest';
import type { Session } from '../session/session';
import { completeScope, readScope } from './scope';

const session: Session = {
  user: { login: 'ann', role: 'ANALYST', accountId: 1 },
  projects: [
    { shortName: 'bank', name: 'Bank' },
    { shortName: 'shop', name: 'Shop' },
  ],
};

test('what the address says is kept, what makes no sense is left out', () => {
  expect(readScope({ project: 'shop', period: '7d', zone: 'UTC', page: 2 })).toEqual({
    project: 'shop',
    period: '7d',
    zone: 'UTC',
  });
  expect(readScope({ project: 7, period: 'ever', zone: 'Nowhere' })).toEqual({});
});

test('nothing is left open', () => {
  expect(completeScope({ zone: 'UTC' }, session)).toEqual({ project: 'bank', period: '30d', zone: 'UTC' });
  expect(completeScope({ project: 'shop', period: 'today', zone: 'UTC' }, session)).toEqual({
    project: 'shop',
    period: 'today',
    zone: 'UTC',
  });
});

test('an unknown project is not replaced by another one', () => {
  expect(completeScope({ project: 'theirs', zone: 'UTC' }, session)).toMatchObject({ project: 'theirs' });
});

test('an account without projects has none to choose', () => {
  expect(completeScope({ project: 'bank', zone: 'UTC' }, { ...session, projects: [] })).toEqual({
    period: '30d',
    zone: 'UTC',
  });
});
