import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

export type SessionLabel = Schemas['SessionLabelDto'];

export type MessageLabel = Schemas['MessageLabelDto'];

/** A group from the list of groups, which always contains ids. */
export type LabelGroup = Schemas['MessageLabelGroupDto'] & { readonly id: number };

/** Common query key prefix of the catalogue, so a change refetches all of it. Usage counts have other keys. */
export const CATALOGUE = ['labels'] as const;

export const sessionLabelsQuery = queryOptions({
  queryKey: [...CATALOGUE, 'sessions'],
  queryFn: ({ signal }) => call('GET', '/api/v1/reporter/logs/labels/sessions', { signal }),
});

export const messageLabelsQuery = queryOptions({
  queryKey: [...CATALOGUE, 'messages'],
  queryFn: ({ signal }) => call('GET', '/api/v1/reporter/message/labels', { signal }),
});

export const groupsQuery = queryOptions({
  queryKey: [...CATALOGUE, 'groups'],
  queryFn: async ({ signal }) => {
    const groups = await call('GET', '/api/v1/reporter/message/labels/groups', { signal });
    return groups.filter((group): group is LabelGroup => group.id !== undefined);
  },
});

/** Query for the number of messages in the account by label id. */
export const messageUsesQuery = queryOptions({
  queryKey: ['label-uses', 'messages'],
  queryFn: async ({ signal }) => {
    const options = await call('POST', '/api/v1/reporter/filter-options', {
      query: { filterKey: 'LOG_LABELS', analyticsSection: 'SESSIONS', size: 1000 },
      body: { filters: [] },
      signal,
    });
    return new Map(options.map(({ value, frequency = 0 }) => [value, frequency]));
  },
});

/** Query for the number of sessions in the account with a label. */
export const sessionUsesQuery = (id: number) =>
  queryOptions({
    queryKey: ['label-uses', 'sessions', id],
    queryFn: async ({ signal }) => {
      const { paging } = await call('POST', '/api/v1/reporter/sessions/filter', {
        query: { size: 1 },
        body: { filters: [{ key: 'SESSION_LABELS', type: 'CHECKBOX', options: [String(id)] }] },
        signal,
      });
      return paging.totalCount;
    },
  });

/** Returns priorities from 1 in list order, in the API's form. */
export function placesOf(items: readonly { readonly id: number }[]): Schemas['LabelPriorityChangeDto'][] {
  return items.map(({ id }, index) => ({ id, newPriority: index + 1 }));
}

/** Returns each group with its labels, in their order. */
export function byGroup(groups: readonly LabelGroup[], labels: readonly MessageLabel[]) {
  return groups.map((group) => ({ group, labels: labels.filter((label) => label.group.id === group.id) }));
}
