import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import type { Language } from '../language/language';
import type { Look } from './look';

export type MetricInfo = Schemas['MetricInfo'];

export type MetricStats = Schemas['MetricStats'];

export type Figure = Schemas['MetricFigure'];

export type Route = Schemas['StateRoutesInfo'];

/** Query for the server's metric descriptions by name; cards take their texts from here. */
export function metricInfosQuery(language: Language) {
  return queryOptions({
    queryKey: ['metrics', language],
    queryFn: async ({ signal }) => {
      const infos = await call('GET', '/api/v1/reporter/stats/metrics', { header: { language }, signal });
      return new Map(infos.map((info) => [info.name, info]));
    },
    staleTime: Infinity,
  });
}

/** Time for which cached numbers count as current, ms. */
const FRESH_MS = 60_000;

/** Query for a metric over time with its total. Cards with the same metric share it. */
export function metricQuery(metric: string, { project, from, to, zone, interval, filters }: Look) {
  return queryOptions({
    queryKey: ['metric', metric, { project, from, to, zone, interval, filters }],
    queryFn: ({ signal }) =>
      call('POST', '/api/v1/reporter/stats/metrics/{metric}', {
        path: { metric },
        query: { from, to, projectShortName: project, intervalType: interval, step: 1 },
        header: { Timezone: zone },
        body: { filters },
        signal,
      }),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** Returns a query for the metric's total in the period before; it is not sent without a comparison. */
export function earlierQuery(metric: string, look: Look) {
  const { earlier } = look;
  return { ...metricQuery(metric, earlier ? { ...look, ...earlier } : look), enabled: earlier !== undefined };
}

/** Maximum number of routes on the overview. */
export const MOST_ROUTES = 20;

/** Query for the most frequent routes of the sessions that began in the period. */
export function routesQuery({ project, from, to, filters }: Look) {
  return queryOptions({
    queryKey: ['routes', { project, from, to, filters }],
    queryFn: ({ signal }) =>
      call('POST', '/api/v1/reporter/state-routes/filter', {
        query: { projectShortName: project, page: 0, size: MOST_ROUTES },
        body: {
          filters: [
            ...filters,
            // Both ends of a filter's range are inclusive.
            {
              key: 'SESSION_START_TIME',
              type: 'DATE_TIME_RANGE',
              from,
              to: new Date(Date.parse(to) - 1).toISOString(),
            },
            { key: 'WITHOUT_TEST_SESSIONS', type: 'RADIO', option: 'YES' },
            { key: 'WITHOUT_EMPTY_SESSIONS', type: 'RADIO', option: 'YES' },
          ],
        },
        signal,
      }),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
}
