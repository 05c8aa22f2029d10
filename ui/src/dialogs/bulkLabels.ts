import { call, type Schemas } from '../api/call';
import type { Filter } from '../filters/filter';
import { type Asked, fetchPage, labelIdsOf, objectIdOf } from './rows';
import type { Selection } from './selection';

/** Change of one label on the selected rows. */
export interface LabelChange {
  readonly labelId: number;
  /** Whether the label is put on; otherwise it is taken off. */
  readonly on: boolean;
  /** Number of rows that it changes; others have the label already, or lack it. */
  readonly count: number;
  /** Object ids of these rows; absent if they are too many to undo the change. */
  readonly ids: readonly string[] | undefined;
}

/** Maximum number of objects that a call can name. */
export const MOST_IDS = 10_000;

/** Page size for the collection of ids, the API's maximum. */
const SIZE = 1_000;

/** Returns what the change of the labels does to the selected rows. */
export function planOf(
  asked: Asked,
  selection: Selection,
  labels: readonly number[],
  on: boolean,
): Promise<readonly LabelChange[]> {
  return Promise.all(labels.map((labelId) => changeOf(asked, selection, labelId, on)));
}

async function changeOf(asked: Asked, selection: Selection, labelId: number, on: boolean): Promise<LabelChange> {
  if (selection.kind === 'some') {
    const rows = [...selection.rows.values()].filter((row) => labelIdsOf(row).includes(labelId) !== on);
    return { labelId, on, count: rows.length, ids: rows.map(objectIdOf) };
  }
  const changed = { ...asked, filters: [...asked.filters, labelFilter(asked, labelId, !on)] };
  const first = await fetchPage(changed, 0, SIZE);
  if (first.total > MOST_IDS) {
    return { labelId, on, count: first.total, ids: undefined };
  }
  const pages = Array.from({ length: Math.max(0, Math.ceil(first.total / SIZE) - 1) }, (_, index) =>
    fetchPage(changed, index + 1, SIZE),
  );
  const rows = [first, ...(await Promise.all(pages))].flatMap((page) => page.rows);
  return { labelId, on, count: first.total, ids: rows.map(objectIdOf) };
}

function labelFilter({ tab }: Asked, labelId: number, isOn: boolean): Filter {
  return {
    key: tab === 'sessions' ? 'SESSION_LABELS' : 'LOG_LABELS',
    type: 'CHECKBOX',
    comparisonType: isOn ? 'CONTAINS' : 'NOT_CONTAINS',
    options: [labelId],
  };
}

/** Makes the changes. */
export async function apply(asked: Asked, plan: readonly LabelChange[]): Promise<void> {
  for (const { labelId, on, count, ids } of plan) {
    if (count > 0) {
      await label(asked, labelId, on, ids);
    }
  }
}

/** Returns the plan that undoes the changes; undefined if a change is too large for that. */
export function undoOf(plan: readonly LabelChange[]): readonly LabelChange[] | undefined {
  return plan.some(({ ids }) => ids === undefined) ? undefined : plan.map((change) => ({ ...change, on: !change.on }));
}

async function label(
  { tab, project, filters }: Asked,
  labelId: number,
  on: boolean,
  ids: readonly string[] | undefined,
) {
  const body: Schemas['BulkLabelingDto'] = {
    comparisonType: on ? 'CONTAINS' : 'NOT_CONTAINS',
    labels: [labelId],
    ...(ids === undefined ? { filters: { filters } } : { objectIds: ids }),
  };
  const query = { projectShortName: project };
  await (tab === 'sessions'
    ? call('POST', '/api/v1/reporter/session-labels/sessions/bulk-labeling', { query, body })
    : call('POST', '/api/v1/reporter/message/labels/logs/bulk-labeling', { query, body }));
}
