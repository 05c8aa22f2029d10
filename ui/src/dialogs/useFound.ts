import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PAGE_SIZE } from '../lists/VirtualRows';
import { type FoundMessage, findsMessages, foundQuery } from './found';
import { type Asked, pageQuery, type Row } from './rows';

/** Returns the first message of the row's session that the filters have found; the rows of a page share a call. */
export function useFound(asked: Asked, row: Row, index: number): FoundMessage | undefined {
  const cache = useQueryClient();
  const isAsked = row.kind === 'session' && findsMessages(asked.filters);
  const page = isAsked ? cache.getQueryData(pageQuery(asked, Math.floor(index / PAGE_SIZE)).queryKey) : undefined;
  const sessions = page?.rows.flatMap((each) => (each.kind === 'session' ? [each.session.sessionId] : [])) ?? [];
  const { data } = useQuery(foundQuery(asked.project, asked.filters, sessions));
  return row.kind === 'session'
    ? data?.find(({ sessionId, botId }) => sessionId === row.session.sessionId && botId === row.session.botId)
    : undefined;
}
