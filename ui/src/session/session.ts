import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { isUnauthorized } from '../api/problem';

export type Role = 'ADMIN' | 'ANALYST' | 'VIEWER';

export interface Project {
  readonly shortName: string;
  readonly name: string;
}

/** Who is logged in, and the projects of their account. */
export interface Session {
  readonly user: { readonly login: string; readonly role: Role; readonly accountId: number };
  readonly projects: readonly Project[];
}

const PATH = '/api/v1/session';

/** The session, `null` when nobody is logged in: that is an answer, not a failure. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call<Session>(PATH).catch(nobody),
  gcTime: Infinity,
});

export function logIn(credentials: { login: string; password: string }): Promise<Session> {
  return call<Session>(PATH, { method: 'POST', body: credentials });
}

export function logOut(): Promise<undefined> {
  return call<undefined>(PATH, { method: 'DELETE' });
}

function nobody(problem: unknown): null {
  if (isUnauthorized(problem)) {
    return null;
  }
  throw problem;
}
