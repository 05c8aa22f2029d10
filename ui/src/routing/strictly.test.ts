import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { strictly } from './strictly';

const read = ({ size }: Record<string, unknown>): { size?: number } => (typeof size === 'number' ? { size } : {});

test('the router does not use a value that the reader has left out', () => {
  const root = createRootRoute();
  const list = createRoute({
    getParentRoute: () => root,
    path: '/list',
    validateSearch: strictly<{ size?: number }>(['size'], read),
  });
  const router = createRouter({
    routeTree: root.addChildren([list]),
    history: createMemoryHistory({ initialEntries: ['/list?size=many&other=1'] }),
  });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the rule takes this overload for the former one
  expect(router.matchRoutes(router.latestLocation).at(-1)?.search).toEqual({ size: undefined, other: 1 });
});
