import type { Way } from '../charts/flow';
import type { Route } from './metrics';

/** Converts routes for the diagram: states, cut to a maximum length, followed by the result. */
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
