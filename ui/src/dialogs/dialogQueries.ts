import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';

/** Number of messages in one request; most sessions have fewer. */
const SIZE = 100;

interface SessionAsked {
  readonly project: string;
  readonly sessionId: string;
  /** Empty if the URL has no channel; then the newest session with the id is used. */
  readonly botId: string;
}

/** Query for the page of the session that contains the message. */
export function pageOfMessageQuery({ project, sessionId, botId }: SessionAsked, questionId: string) {
  return queryOptions({
    queryKey: conversationKeys.dialog('page', project, sessionId, botId, questionId),
    queryFn: async ({ signal }) => {
      const { pageNumber } = await call('GET', '/api/v1/reporter/messages/page-in-session', {
        query: { ...whichSession({ project, sessionId, botId }), questionId, size: SIZE },
        signal,
      });
      return pageNumber;
    },
    staleTime: 60_000,
  });
}

/** Query for the session and its messages, from the given page in both directions. */
export function dialogQuery(asked: SessionAsked, firstPage: number) {
  return infiniteQueryOptions({
    queryKey: conversationKeys.dialog('messages', asked.project, asked.sessionId, asked.botId, firstPage),
    queryFn: ({ pageParam, signal }) =>
      call('GET', '/api/v1/reporter/messages/by-session', {
        query: { ...whichSession(asked), page: pageParam, size: SIZE },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: ({ paging: { pageNum, pageSize, totalCount } }) =>
      (pageNum + 1) * pageSize < totalCount ? pageNum + 1 : undefined,
    getPreviousPageParam: ({ paging: { pageNum } }) => (pageNum > 0 ? pageNum - 1 : undefined),
    staleTime: 30_000,
  });
}

function whichSession({ project, sessionId, botId }: SessionAsked) {
  return { projectShortName: project, sessionId, ...(botId !== '' && { botId }) };
}
