import { useQuery } from '@tanstack/react-query';
import { projectQuery } from '../settings/queries';

/** Polling interval for an empty project, ms: short, so that the first message appears promptly. */
const WHILE_EMPTY_MS = 2_000;

/** Returns whether the project has no messages; `undefined` while loading. It updates automatically. */
export function useIsEmpty(projectShortName: string): boolean | undefined {
  const { data } = useQuery({
    ...projectQuery(projectShortName),
    enabled: projectShortName !== '',
    // A project with messages is not expected to become empty again, so it is not polled.
    staleTime: ({ state }) => (state.data !== undefined && state.data.messages > 0 ? 'static' : 0),
    refetchInterval: ({ state }) => state.data?.messages === 0 && WHILE_EMPTY_MS,
  });
  return data && data.messages === 0;
}
