import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { type Session, sessionQuery } from './session';
import { returnPath } from './returnPath';

/** Lets only people who are logged in through; others log in first and come back to where they were going. */
export async function requireSession(cache: QueryClient, going: string): Promise<Session> {
  const session = await known(cache);
  if (session === null) {
    throw redirect({ to: '/login', search: { next: going } });
  }
  return session;
}

/** Keeps people who are logged in already from logging in again. */
export async function requireNobody(cache: QueryClient, next: string | undefined): Promise<void> {
  const session = await known(cache);
  if (session !== null) {
    throw redirect({ href: returnPath(next) });
  }
}

/** Asks the server once; what changes the session later also changes the cache. */
function known(cache: QueryClient): Promise<Session | null> {
  return cache.query({ ...sessionQuery, staleTime: 'static' });
}
