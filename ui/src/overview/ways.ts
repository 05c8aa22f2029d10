import type { Way } from '../charts/flow';
import type { Route } from './metrics';

/** Routes as ways for a picture: their states, cut where they get too long, and the result in the end. */
export function waysOf(
  routes: readonly Route[],
  words: { readonly noState: string; readonly noResult: string },
  longest: number,
): readonly Way[] {
  return routes.map(({ states, stateRouteResult, sessionsCount }) => {
    const steps = states.length === 0 ? [words.noState] : states;
    return {
      steps: steps.length > longest ? [...steps.slice(0, longest - 1), '…'] : steps,
      end: stateRouteResult ?? words.noResult,
      count: sessionsCount,
    };
  });
}
