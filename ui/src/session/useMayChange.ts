import { useSession } from '../scope/useScope';

/** Whether the person may label, comment and report; a viewer looks. */
export function useMayChange(): boolean {
  return useSession().user.role !== 'VIEWER';
}
