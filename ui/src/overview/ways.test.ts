import { expect, test } from 'vitest';
import { waysOf } from './ways';

const words = { noState: 'no state', noResult: 'no result' };

test('a way ends with the result of its sessions', () => {
  const routes = [{ states: ['/a', '/b'], stateRoutes: ['/a', '/b'], stateRouteResult: 'Done', sessionsCount: 3 }];
  expect(waysOf(routes, words, 7)).toEqual([{ steps: ['/a', '/b'], end: 'Done', count: 3 }]);
});

test('sessions without states or a result are not left out', () => {
  expect(waysOf([{ states: [], stateRoutes: [], sessionsCount: 2 }], words, 7)).toEqual([
    { steps: ['no state'], end: 'no result', count: 2 },
  ]);
});

test('a long way is cut, its result is kept', () => {
  const states = ['/1', '/2', '/3', '/4'];
  expect(waysOf([{ states, stateRoutes: states, sessionsCount: 1 }], words, 3)).toEqual([
    { steps: ['/1', '/2', '…'], end: 'no result', count: 1 },
  ]);
});
