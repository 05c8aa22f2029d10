import { createRoute } from '@tanstack/react-router';
import { inside } from '../routing/routes';
import { strictly } from '../routing/strictly';
import { isKind, type OutcomeKind } from './outcome';

export const experimentsRoute = createRoute({
  getParentRoute: () => inside,
  path: '/experiments',
  validateSearch: strictly<{ new?: true }>(['new'], (search) => (search.new === true ? { new: true } : {})),
}).lazy(() => import('./page').then(({ page }) => page));

interface ExperimentSearch {
  /** The outcome that branches are compared by. */
  readonly outcome?: OutcomeKind;
  /** The result, topic, action or label of the outcome. */
  readonly value?: string;
}

export const experimentRoute = createRoute({
  getParentRoute: () => inside,
  path: '/experiments/$key',
  validateSearch: strictly<ExperimentSearch>(['outcome', 'value'], ({ outcome, value }) => ({
    ...(isKind(outcome) && { outcome }),
    ...((typeof value === 'string' || typeof value === 'number') && value !== '' && { value: String(value) }),
  })),
}).lazy(() => import('./experimentPage').then(({ experimentPage }) => experimentPage));
