import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { type Session, sessionQuery } from './session';
import { returnPath } from './returnPath';

/** Returns the session; without one, redirects to the log-in page, which returns to the requested page. */
export async function requireSession(cache: QueryClient, going: string): Promise<Session> {
  const session = await known(cache);
  if (session === null) {
    throw redirect({ to: '/login', search: { next: going } });
  }
  return session;
}

/** Redirects users with a session away from the log-in page. */
export async function requireNobody(cache: QueryClient, next: string | undefined): Promise<void> {
  const session = await known(cache);
  if (session !== null) {
    throw redirect({ href: returnPath(next) });
  }
}

/** Fetches the session once; later changes of it update the cache. */
function known(cache: QueryClient): Promise<Session | null> {
  return cache.query({ ...sessionQuery, staleTime: 'static' });
}
