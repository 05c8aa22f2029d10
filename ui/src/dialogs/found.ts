import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import { type Filter, type FilterKey, isImportant } from '../filters/filter';

/** Filters that are about single messages; a list of sessions has the sessions with such a message. */
const OF_MESSAGES: readonly FilterKey[] = [
  'MESSAGE_TEXT',
  'ANSWER_TEXT',
  'MESSAGE_OR_ANSWER_TEXT',
  'MESSAGE_TYPE',
  'LOG_LABELS',
  'COMMENT_TEXT',
  'NLP_CLASS',
  'NLP_STATE',
  'INTENT',
  'EXCEPTION_EXISTENCE',
  'CUSTOM_FIELDS_IN_RESPONSE',
  'BOT_REPLIES',
];

/** Maximum number of found messages of a session, or of a page of sessions. */
const MOST = 500;

export type FoundMessage = Schemas['ExtendedMessage'];

/** Returns whether the filters select messages, and not only sessions. */
export function findsMessages(filters: readonly Filter[]): boolean {
  return filters.some((filter) => OF_MESSAGES.includes(filter.key) && isImportant(filter));
}

/** Query for the messages of the sessions that match the filters, oldest first. */
export function foundQuery(project: string, filters: readonly Filter[], sessions: readonly string[]) {
  return queryOptions({
    queryKey: conversationKeys.list('found', project, filters, sessions),
    queryFn: async ({ signal }): Promise<readonly FoundMessage[]> => {
      const { messages } = await call('POST', '/api/v1/reporter/messages/filter', {
        query: { projectShortName: project, page: 0, size: MOST },
        body: { filters: [...filters, { key: 'SESSION_ID', type: 'CHECKBOX', options: sessions }] },
        signal,
      });
      return messages.toReversed();
    },
    enabled: sessions.length > 0 && findsMessages(filters),
    staleTime: 60_000,
  });
}

/** Returns the index of the message to show: the one in the address, else the first. -1 if none was found. */
export function indexOfFound(found: readonly FoundMessage[], message: string | undefined): number {
  return message === undefined
    ? Math.min(0, found.length - 1)
    : found.findIndex(({ questionId }) => questionId === message);
}
