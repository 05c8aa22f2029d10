import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

export type SessionLabel = Schemas['SessionLabelDto'];

export type MessageLabel = Schemas['MessageLabelDto'];

/** A group as the list of groups has it, which gives each its id. */
export type LabelGroup = Schemas['MessageLabelGroupDto'] & { readonly id: number };

/** All of the catalogue lies under this key, so that a change of any of it refreshes it all; how often labels are used stays. */
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

/** How many messages of the account have each label, by its id. */
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

/** How many sessions of the account have a label. */
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

/** Places from 1, in the order of the list, as the API wants them. */
export function placesOf(items: readonly { readonly id: number }[]): Schemas['LabelPriorityChangeDto'][] {
  return items.map(({ id }, index) => ({ id, newPriority: index + 1 }));
}

/** Each group with its labels; groups and labels stay in order. */
export function byGroup(groups: readonly LabelGroup[], labels: readonly MessageLabel[]) {
  return groups.map((group) => ({ group, labels: labels.filter((label) => label.group.id === group.id) }));
}
