import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { filterOf, type OutcomeKind } from './outcome';

export type Experiment = Schemas['ScenarioExperimentDto'];

export type Results = Schemas['ExperimentResults'];

export type BranchResult = Results['branches'][number];

export const EXPERIMENTS = ['experiments'] as const;

export const experimentsQuery = (projectShortName: string) =>
  queryOptions({
    queryKey: [...EXPERIMENTS, projectShortName],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/reporter/scenario-experiments', { query: { projectShortName }, signal }),
  });

/** Query for the number of sessions by experiment key. */
export const joinedQuery = (projectShortName: string) =>
  queryOptions({
    queryKey: [...EXPERIMENTS, projectShortName, 'joined'],
    queryFn: async ({ signal }) => {
      const counts = await call('GET', '/api/v1/reporter/scenario-experiments/count-sessions', {
        query: { projectShortName },
        signal,
      });
      return new Map(counts.map(({ key, count }) => [key, count]));
    },
  });

export const resultsQuery = (projectShortName: string, experimentKey: string, outcome: OutcomeKind, value?: string) =>
  queryOptions({
    queryKey: [...EXPERIMENTS, projectShortName, experimentKey, outcome, value],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/reporter/scenario-experiments/results', {
        query: { projectShortName, experimentKey, outcome, ...(value !== undefined && { value }) },
        signal,
      }),
    enabled: filterOf(outcome) === undefined || value !== undefined,
  });

/** Query for the possible values of an outcome, sorted by frequency. */
export const valuesQuery = (projectShortName: string, outcome: OutcomeKind) =>
  queryOptions({
    queryKey: [...EXPERIMENTS, projectShortName, 'values', outcome],
    queryFn: ({ signal }) =>
      call('POST', '/api/v1/reporter/filter-options', {
        query: {
          projectShortName,
          filterKey: filterOf(outcome) ?? 'SESSION_RESULT',
          analyticsSection: 'SESSIONS',
          size: 200,
        },
        body: { filters: [] },
        signal,
      }),
    enabled: filterOf(outcome) !== undefined,
  });
