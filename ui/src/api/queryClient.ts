import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isUnauthorized, Unreachable } from './problem';

/** Time between attempts while the connection is lost, ms. */
const RETRY_MS = 3_000;

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
    defaultOptions: {
      queries: {
        // Without a connection the page waits for it, and says so in one place. Errors are not retried: important lists
        // poll anyway, and the user can retry faster.
        retry: (_, problem) => problem instanceof Unreachable,
        retryDelay: RETRY_MS,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
