import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isUnauthorized } from './problem';

/** The page's cache of answers. `onUnauthorized` runs whenever a call finds that nobody is logged in. */
export function createQueryClient(onUnauthorized: () => void): QueryClient {
  const onError = (problem: Error) => {
    if (isUnauthorized(problem)) {
      onUnauthorized();
    }
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // A failure is shown at once: lists that matter poll anyway, and a person can press a button sooner than a timer.
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}
