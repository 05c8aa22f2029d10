import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

export type Token = Schemas['Token'];

export type Person = Schemas['Person'];

export type Webhook = Schemas['Webhook'];

/** Page size of a long list, in rows. */
export const PAGE_SIZE = 20;

export const projectQuery = (projectShortName: string) =>
  queryOptions({
    queryKey: ['projects', projectShortName],
    queryFn: ({ signal }) => call('GET', '/api/v1/projects/{projectShortName}', { path: { projectShortName }, signal }),
  });

export const cleanupQuery = (projectShortName: string) =>
  queryOptions({
    queryKey: ['cleanup', projectShortName],
    queryFn: ({ signal }) => call('GET', '/api/v1/reporter/projects/cleanup', { query: { projectShortName }, signal }),
  });

export const channelsQuery = (projectShortName: string) =>
  queryOptions({
    queryKey: ['projects', projectShortName, 'channels'],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/projects/{projectShortName}/channels', { path: { projectShortName }, signal }),
  });

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => call('GET', '/api/v1/projects', { signal }),
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call('GET', '/api/v1/tokens', { signal }),
});

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call('GET', '/api/v1/people', { signal }),
});

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => call('GET', '/api/v1/about', { signal }),
});

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => call('GET', '/api/v1/webhooks', { signal }),
});

export const deliveriesQuery = (id: number, page: number) =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries', page],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/webhooks/{id}/deliveries', { path: { id }, query: { page, size: PAGE_SIZE }, signal }),
    refetchInterval: 5_000,
  });

export const quarantineQuery = (projectShortName: string, page: number) =>
  queryOptions({
    queryKey: ['quarantine', projectShortName, page],
    queryFn: ({ signal }) =>
      call('GET', '/api/v1/ingest/quarantine', { query: { projectShortName, page, size: PAGE_SIZE }, signal }),
  });
