import { useQuery } from '@tanstack/react-query';
import { projectQuery } from '../settings/queries';

/** How often an empty project is looked at, ms: often enough to be there when somebody has sent the first message. */
const WHILE_EMPTY_MS = 2_000;

/** Whether the project has no message yet; `undefined` until that is known. It turns false by itself. */
export function useIsEmpty(projectShortName: string): boolean | undefined {
  const { data } = useQuery({
    ...projectQuery(projectShortName),
    enabled: projectShortName !== '',
    // Who has messages has them for good, so there is nothing to ask again.
    staleTime: ({ state }) => (state.data !== undefined && state.data.messages > 0 ? 'static' : 0),
    refetchInterval: ({ state }) => state.data?.messages === 0 && WHILE_EMPTY_MS,
  });
  return data && data.messages === 0;
}
