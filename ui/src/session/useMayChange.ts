import { useSession } from './useSession';

/** Returns whether the user may label, comment, and delete tasks; viewers may read and start reports. */
export function useMayChange(): boolean {
  return useSession().user.role !== 'VIEWER';
}
