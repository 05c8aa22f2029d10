import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../session/session';

/** Returns a function that refetches the list of projects for the whole page. */
export function useProjectsRefresh() {
  const cache = useQueryClient();
  const router = useRouter();
  return async () => {
    await cache.query({ ...sessionQuery, staleTime: 0 });
    await Promise.all([router.invalidate(), cache.invalidateQueries({ queryKey: ['projects'] })]);
  };
}
