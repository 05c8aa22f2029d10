import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { requireNobody, requireSession } from './guard';
import { type Session, sessionQuery } from './session';

const session: Session = { user: { login: 'ann', role: 'ANALYST', accountId: 1 }, projects: [] };

afterEach(() => vi.unstubAllGlobals());

function cacheWith(known: Session | null) {
  const cache = new QueryClient();
  cache.setQueryData(sessionQuery.queryKey, known);
  return cache;
}

test('who is logged in passes', async () => {
  await expect(requireSession(cacheWith(session), '/tasks')).resolves.toBe(session);
});

test('who is not logs in first and comes back', async () => {
  await expect(requireSession(cacheWith(null), '/tasks?new=messages')).rejects.toMatchObject({
    options: { to: '/login', search: { next: '/tasks?new=messages' } },
  });
});

test('a refused session means nobody is logged in', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ error: 'reporter.session.missing', message: 'Log in' }, { status: 401 }),
  );
  await expect(requireSession(new QueryClient(), '/tasks')).rejects.toMatchObject({ options: { to: '/login' } });
});

test('a server in trouble does not look like a log-out', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await expect(requireSession(cache, '/tasks')).rejects.toMatchObject({ status: 503 });
});

test('who is logged in already skips the log-in page', async () => {
  await expect(requireNobody(cacheWith(session), '/tasks?new=messages')).rejects.toMatchObject({
    options: { href: '/tasks?new=messages' },
  });
  await expect(requireNobody(cacheWith(null), undefined)).resolves.toBeUndefined();
});
