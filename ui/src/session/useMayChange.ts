import { useSession } from './useSession';

/** Returns whether the user may label, comment and start reports; viewers may only read. */
export function useMayChange(): boolean {
  return useSession().user.role !== 'VIEWER';
}
