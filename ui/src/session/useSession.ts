import { getRouteApi } from '@tanstack/react-router';
import type { Session } from './session';

const inside = getRouteApi('/inside');

/** Returns the session, in any section. */
export function useSession(): Session {
  return inside.useRouteContext().session;
}
