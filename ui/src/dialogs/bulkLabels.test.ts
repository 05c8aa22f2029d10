import { afterEach, expect, test, vi } from 'vitest';
import { apply, planOf, undoOf } from './bulkLabels';
import type { Asked, Row } from './rows';
import { NOTHING, toggled } from './selection';

const asked: Asked = { tab: 'sessions', project: 'p', filters: [] };

function session(sessionId: string, labels: readonly number[]): Row {
  return {
    kind: 'session',
    session: {
      sessionId,
      botId: 'bot',
      projectShortName: 'p',
      channelType: 'vk',
      client: { id: 'c' },
      startTime: '2026-11-25T12:00:00Z',
      isLivechat: false,
      labels: labels.map((id) => ({ id, name: `label ${id}`, priority: 0 })),
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

test('only rows that lack a label get it, and only those lose it again', async () => {
  const selection = toggled(toggled(NOTHING, session('a', [7])), session('b', []));
  const plan = await planOf(asked, selection, [7], true);
  expect(plan).toEqual([{ labelId: 7, on: true, count: 1, ids: ['b'] }]);
  expect(undoOf(plan)).toEqual([{ labelId: 7, on: false, count: 1, ids: ['b'] }]);
});

test('a selection of everything is asked for the rows that would change', async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    bodies.push(JSON.parse(body));
    return Response.json({ paging: { totalCount: 20_000 }, sessions: [] });
  });
  const plan = await planOf(asked, { kind: 'all' }, [7], false);
  expect(bodies[0]).toMatchObject({ filters: [{ key: 'SESSION_LABELS', comparisonType: 'CONTAINS', options: [7] }] });
  // So many rows cannot be named in an undo.
  expect(plan).toEqual([{ labelId: 7, on: false, count: 20_000, ids: undefined }]);
  expect(undoOf(plan)).toBeUndefined();
});

test('nothing is sent for labels that change no row', async () => {
  const send = vi.fn();
  vi.stubGlobal('fetch', send);
  await apply(asked, [{ labelId: 7, on: true, count: 0, ids: [] }]);
  expect(send).not.toHaveBeenCalled();
});
