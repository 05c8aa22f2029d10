import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import type { Filter } from '../filters/filter';
import { type PageOf, PAGE_SIZE } from '../lists/VirtualRows';

export type Tab = 'sessions' | 'phrases';

/** A row of the list: a session, or a message with its session. */
export type Row =
  | { readonly kind: 'session'; readonly session: Schemas['SessionInfo'] }
  | { readonly kind: 'phrase'; readonly message: Schemas['ExtendedMessage'] };

export type RowPage = PageOf<Row>;

/** Selection of the list. */
export interface Asked {
  readonly tab: Tab;
  readonly project: string;
  readonly filters: readonly Filter[];
}

/** Query for a page of the list, newest first. */
export function pageQuery({ tab, project, filters }: Asked, page: number) {
  return queryOptions({
    queryKey: conversationKeys.list(tab, project, filters, page),
    queryFn: ({ signal }): Promise<RowPage> => fetchPage({ tab, project, filters }, page, PAGE_SIZE, signal),
    staleTime: 60_000,
  });
}

/** Query for the number of rows. */
export function totalQuery({ tab, project, filters }: Asked) {
  return queryOptions({
    queryKey: conversationKeys.list(tab, project, filters, 'total'),
    queryFn: async ({ signal }) => (await fetchPage({ tab, project, filters }, 0, 1, signal)).total,
    staleTime: 60_000,
  });
}

/** Fetches a page of the list. */
export async function fetchPage(
  { tab, project: projectShortName, filters }: Asked,
  page: number,
  size: number,
  signal?: AbortSignal,
): Promise<RowPage> {
  const sent = { body: { filters }, ...(signal && { signal }) };
  if (tab === 'sessions') {
    const query = { projectShortName, page, size, needToReturnSessionLabels: true };
    const { paging, sessions } = await call('POST', '/api/v1/reporter/sessions/filter', { query, ...sent });
    return { total: paging.totalCount, rows: sessions.map((session) => ({ kind: 'session', session })) };
  }
  const query = { projectShortName, page, size };
  const { paging, messages } = await call('POST', '/api/v1/reporter/messages/filter', { query, ...sent });
  return { total: paging.totalCount, rows: messages.map((message) => ({ kind: 'phrase', message })) };
}

/** Target of a row's link. */
export interface Place {
  readonly session: string;
  readonly bot: string;
  readonly message?: string;
}

export function placeOf(row: Row): Place {
  return row.kind === 'session'
    ? { session: row.session.sessionId, bot: row.session.botId }
    : { session: row.message.sessionId, bot: row.message.botId, message: row.message.questionId };
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.session === other.session && one.bot === other.bot && one.message === other.message;
}

/** Returns the unique key of a row within its tab. */
export function keyOf(row: Row): string {
  const { session, bot, message } = placeOf(row);
  return `${bot} ${message ?? session}`;
}

/** Returns the row's object id in bulk labelling. */
export function objectIdOf(row: Row): string {
  return row.kind === 'session' ? row.session.sessionId : row.message.questionId;
}

/** Returns the ids of the row's labels. */
export function labelIdsOf(row: Row): readonly number[] {
  return (row.kind === 'session' ? row.session.labels : row.message.labels)?.map(({ id }) => id) ?? [];
}
