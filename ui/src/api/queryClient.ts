import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isUnauthorized } from './problem';

/** Creates the cache of answers. `onUnauthorized` runs when a call fails without a valid session. */
export function createQueryClient(onUnauthorized: () => void): QueryClient {
  const onError = (problem: Error) => {
    if (isUnauthorized(problem)) {
      onUnauthorized();
    }
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // No retries: important lists poll anyway, and the user can retry faster.
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}
