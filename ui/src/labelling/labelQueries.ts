import { queryOptions } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';

/** An assignable label; labels of messages belong to groups. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly group: string | undefined;
}

/** Kinds of labelled entities. */
export type Labelled = 'message' | 'session';

const messageLabels = queryOptions({
  queryKey: ['labels', 'message'],
  queryFn: async ({ signal }): Promise<readonly Label[]> =>
    (await call('GET', '/api/v1/reporter/message/labels', { signal })).map(labelOfMessage),
  staleTime: 30_000,
});

const sessionLabels = queryOptions({
  queryKey: ['labels', 'session'],
  queryFn: async ({ signal }): Promise<readonly Label[]> =>
    (await call('GET', '/api/v1/reporter/logs/labels/sessions', { signal })).map(labelOfSession),
  staleTime: 30_000,
});

/** Query for the account's labels, in their configured order. */
export function labelsQuery(labelled: Labelled) {
  return labelled === 'message' ? messageLabels : sessionLabels;
}

export function labelOfMessage({ id, name, group }: Schemas['MessageLabelDto']): Label {
  return { id, name, group: group.name };
}

export function labelOfSession({ id, name }: Schemas['SessionLabelDto']): Label {
  return { id, name, group: undefined };
}
