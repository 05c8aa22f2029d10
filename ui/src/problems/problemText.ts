import type { TFunction } from 'i18next';
import { ApiProblem, Unexplained, Unreachable } from '../api/problem';
import type { problem as texts } from './texts.en';

type Code = keyof typeof texts.of;

/** Returns the text shown for a failed call, in the language of the user. */
export function problemText(t: TFunction, problem: unknown): string {
  if (problem instanceof ApiProblem) {
    return apiText(t, problem);
  }
  if (problem instanceof Unreachable) {
    return t('problem.unreachable');
  }
  if (problem instanceof Unexplained) {
    return t('problem.unreadable', { status: problem.status });
  }
  return String(problem);
}

/**
 * Returns the page's own text for an error of the API, by its code and, where that says more, the field that it names.
 * A code without a text has the server's message, which is in English.
 */
function apiText(t: TFunction, { error, args, message }: ApiProblem): string {
  const code = error.replace(/^reporter\.\w+\./, '');
  const field = (args.field ?? '').replace(/\[\d+\]|^.*\./g, '');
  const key = [`${code}_${field}`, code].find((each) => TEXTS.has(each));
  return key === undefined ? message : t(`problem.of.${key as Code}`, { got: '', ...args, field });
}

const TEXTS: ReadonlySet<string> = new Set<Code>([
  'project',
  'session',
  'client',
  'message',
  'filter_set',
  'label',
  'label_group',
  'outcome',
  'task',
  'schedule',
  'experiment',
  'file',
  'token',
  'person',
  'webhook',
  'delivery',
  'not_allowed',
  'login_failed',
  'not_finished',
  'task_failed',
  'task_goes_on',
  'experiment_exists',
  'name_taken',
  'last_admin',
  'outcome_has_data',
  'too_many_schedules',
  'too_many_filter_sets',
  'too_many_channels',
  'too_many_webhooks',
  'too_many_requests',
  'too_many_reports',
  'body_too_large',
  'store_away',
  'store_closing',
  'overloaded',
  'unexpected',
  'invalid_value',
  'invalid_value_url',
  'invalid_value_oldPassword',
  'out_of_range_password',
  'out_of_range_newPassword',
  'invalid_date',
  'out_of_range',
  'missing_field',
  'wrong_type',
  'unknown_filter_key',
  'unknown_filter_type',
  'filter_type_mismatch',
]);
