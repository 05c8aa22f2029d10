import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { isUnauthorized } from '../api/problem';

/** The logged-in user and the projects of the account. */
export type Session = Schemas['PageSession'];

export type Role = Session['user']['role'];

export type Project = Session['projects'][number];

const PATH = '/api/v1/session';

/** Query for the session; `null` without one, which is not an error. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<Session | null> => call('GET', PATH, { signal }).catch(nobody),
  gcTime: Infinity,
  // The page cannot start without it, so an error is shown at once.
  retry: false,
});

export function logIn(credentials: Schemas['Credentials']): Promise<Session> {
  return call('POST', PATH, { body: credentials });
}

export async function logOut(): Promise<void> {
  await call('DELETE', PATH);
}

function nobody(problem: unknown): null {
  if (isUnauthorized(problem)) {
    return null;
  }
  throw problem;
}
