import type { TFunction } from 'i18next';
import { ApiProblem, Unexplained, Unreachable } from '../api/problem';

/** Returns the text shown for a failed call. */
export function problemText(t: TFunction, problem: unknown): string {
  if (problem instanceof ApiProblem) {
    return problem.message;
  }
  if (problem instanceof Unreachable) {
    return t('problem.unreachable');
  }
  if (problem instanceof Unexplained) {
    return t('problem.unreadable', { status: problem.status });
  }
  return String(problem);
}
