import { useQuery } from '@tanstack/react-query';
import { type Asked, pageQuery, type Tab, totalQuery } from './rows';

/** Returns the exact totals of both tabs. */
export function useTotals(asked: Asked | undefined): Readonly<Record<Tab, number | undefined>> {
  const of = (tab: Tab) => ({
    ...totalQuery({ tab, project: asked?.project ?? '', filters: asked?.filters ?? [] }),
    enabled: asked !== undefined && asked.tab !== tab,
  });
  const first = useQuery({
    ...pageQuery(asked ?? { tab: 'sessions', project: '', filters: [] }, 0),
    enabled: asked !== undefined,
  });
  const sessions = useQuery(of('sessions'));
  const phrases = useQuery(of('phrases'));
  return {
    sessions: asked?.tab === 'sessions' ? first.data?.total : sessions.data,
    phrases: asked?.tab === 'phrases' ? first.data?.total : phrases.data,
  };
}
