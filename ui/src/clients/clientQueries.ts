import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import type { Filter } from '../filters/filter';
import { PAGE_SIZE, type PageOf } from '../lists/VirtualRows';

export type Client = Schemas['ClientExtendedInfo'];

const keys = {
  all: ['clients'],
  list: (...parts: readonly unknown[]) => ['clients', 'list', ...parts],
  one: (...parts: readonly unknown[]) => ['clients', 'one', ...parts],
} as const;

/** Query for a page of clients, sorted by last visit, newest first. */
export function clientPageQuery(projectShortName: string, filters: readonly Filter[], page: number) {
  return queryOptions({
    queryKey: keys.list(projectShortName, filters, page),
    queryFn: async ({ signal }): Promise<PageOf<Client>> => {
      const { paging, clients } = await call('POST', '/api/v1/reporter/clients/filter', {
        query: { projectShortName, page, size: PAGE_SIZE },
        body: { filters },
        signal,
      });
      return { total: paging.totalCount, rows: clients };
    },
    staleTime: 60_000,
  });
}

/** Query for the clients whose name or id has the text, whenever they came. */
export function clientsOfName(projectShortName: string, text: string) {
  return clientPageQuery(projectShortName, [withName(text)], 0);
}

/** Returns a filter for a part of a client's name or id. */
export function withName(text: string): Filter {
  return { key: 'CLIENT_ID_OR_NAME', type: 'TEXT', comparisonType: 'CONTAINS', values: [text] };
}

/** Identifies a client: ids are unique within a channel. */
export interface ClientAsked {
  readonly project: string;
  readonly botId: string;
  readonly clientId: string;
}

/** Number of messages in one request. */
const HISTORY_SIZE = 100;

/** Query for the client and the number of the last page of its history. */
export function clientQuery(asked: ClientAsked) {
  return queryOptions({
    queryKey: keys.one(asked.project, asked.botId, asked.clientId),
    queryFn: async ({ signal }) => {
      const { client, paging } = await call('GET', '/api/v1/reporter/messages/by-client', {
        query: { ...which(asked), size: 1 },
        signal,
      });
      const lastPage = Math.max(0, Math.ceil(paging.totalCount / HISTORY_SIZE) - 1);
      return { client, messages: paging.totalCount, lastPage };
    },
    staleTime: 30_000,
  });
}

/** Query for the history page that contains the message. */
export function pageOfMessageQuery(asked: ClientAsked, questionId: string) {
  return queryOptions({
    queryKey: conversationKeys.dialog('client-page', asked, questionId),
    queryFn: async ({ signal }) => {
      const { pageNumber } = await call('GET', '/api/v1/reporter/messages/page-in-client', {
        query: { ...which(asked), questionId, size: HISTORY_SIZE },
        signal,
      });
      return pageNumber;
    },
    staleTime: 60_000,
  });
}

/** Query for the client's messages in all sessions, oldest first, from the given page in both directions. */
export function historyQuery(asked: ClientAsked, firstPage: number) {
  return infiniteQueryOptions({
    queryKey: conversationKeys.dialog('client', asked, firstPage),
    queryFn: ({ pageParam, signal }) =>
      call('GET', '/api/v1/reporter/messages/by-client', {
        query: { ...which(asked), page: pageParam, size: HISTORY_SIZE },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: ({ paging: { pageNum, pageSize, totalCount } }) =>
      (pageNum + 1) * pageSize < totalCount ? pageNum + 1 : undefined,
    getPreviousPageParam: ({ paging: { pageNum } }) => (pageNum > 0 ? pageNum - 1 : undefined),
    staleTime: 30_000,
  });
}

/** Maximum number of listed sessions of a client. */
export const SESSIONS_SHOWN = 100;

/** Query for the client's sessions, newest first. */
export function sessionsOfClientQuery({ project, botId, clientId }: ClientAsked) {
  const filters: readonly Filter[] = [
    { key: 'BOT_ID', type: 'CHECKBOX', options: [botId] },
    { key: 'CLIENT_ID_OR_NAME', type: 'CHECKBOX', options: [clientId] },
  ];
  return queryOptions({
    queryKey: conversationKeys.list('of-client', project, botId, clientId),
    queryFn: async ({ signal }) => {
      const { paging, sessions } = await call('POST', '/api/v1/reporter/sessions/filter', {
        query: { projectShortName: project, size: SESSIONS_SHOWN },
        body: { filters },
        signal,
      });
      // The filter also matches names, and another client's name may equal this id.
      return { total: paging.totalCount, sessions: sessions.filter(({ client }) => client.id === clientId) };
    },
    staleTime: 60_000,
  });
}

export async function block(asked: ClientAsked, blockReason: string): Promise<void> {
  await call('POST', '/api/v1/reporter/clients/block', {
    query: which(asked),
    body: blockReason === '' ? {} : { blockReason },
  });
}

export async function unblock(asked: ClientAsked): Promise<void> {
  await call('POST', '/api/v1/reporter/clients/unblock', { query: which(asked) });
}

/** Starts the task that permanently deletes the client's messages and personal data. */
export async function erase(asked: ClientAsked): Promise<void> {
  await call('POST', '/api/v1/reporter/clients/erase', { query: which(asked) });
}

export const clientKeys = keys;

function which({ project, botId, clientId }: ClientAsked) {
  return { projectShortName: project, botId, clientId };
}
