import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { filterOf, type Kind } from './kinds';

export type Outcome = Schemas['Outcome'];

export const outcomesQuery = (kind: Kind, projectShortName: string) =>
  queryOptions({
    queryKey: ['outcomes', projectShortName, kind],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/reporter/metrics/{kind}', { path: { kind }, query: { projectShortName }, signal }),
  });

/** Query for the keys used by sessions of the project, also unlisted ones, sorted by frequency. */
export const usedKeysQuery = (kind: Kind, projectShortName: string) =>
  queryOptions({
    queryKey: ['outcomes', projectShortName, kind, 'used'],
    queryFn: async ({ signal }) => {
      const options = await call('POST', '/api/v1/reporter/filter-options', {
        query: { projectShortName, filterKey: filterOf[kind], analyticsSection: 'SESSIONS', size: 50 },
        body: { filters: [] },
        signal,
      });
      return options.filter(({ frequency = 0 }) => frequency > 0).map(({ value }) => value);
    },
  });
