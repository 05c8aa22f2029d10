import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { conversationKeys } from '../conversation/conversationKeys';

/** Messages fetched at once; most sessions have fewer. */
const SIZE = 100;

interface SessionAsked {
  readonly project: string;
  readonly sessionId: string;
  /** Empty when the address does not say; the newest session of that id is meant then. */
  readonly botId: string;
}

/** On which page of the session the message is. */
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

/** The session and its messages from the page on, with ways to those before and after. */
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
