import { afterEach, expect, test, vi } from 'vitest';
import { call } from './call';
import { ApiProblem, Unreachable } from './problem';

afterEach(() => vi.unstubAllGlobals());

function serverAnswers(answer: () => Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  vi.stubGlobal('fetch', fetch);
  return () => fetch.mock.calls[0]!;
}

test('every call carries the header that other sites cannot send', async () => {
  const sent = serverAnswers(async () => Response.json({}));
  await call('/api/v1/session', { method: 'DELETE' });
  const [path, init] = sent();
  expect(path).toBe('/api/v1/session');
  expect(init).toMatchObject({ method: 'DELETE', headers: { 'X-Parley-Page': '1' } });
  expect(init).not.toHaveProperty('body');
});

test('a body travels as JSON', async () => {
  const sent = serverAnswers(async () => Response.json({ requestId: '7' }));
  await expect(call('/api/x', { method: 'POST', body: { filters: [] } })).resolves.toEqual({ requestId: '7' });
  expect(sent()[1]).toMatchObject({ body: '{"filters":[]}', headers: { 'Content-Type': 'application/json' } });
});

test('an empty answer is undefined', async () => {
  serverAnswers(async () => new Response(null, { status: 204 }));
  await expect(call('/api/v1/session', { method: 'DELETE' })).resolves.toBeUndefined();
});

test('a refusal is thrown', async () => {
  serverAnswers(async () =>
    Response.json({ error: 'reporter.task.unknown', message: 'No such task' }, { status: 404 }),
  );
  await expect(call('/api/x')).rejects.toEqual(new ApiProblem(404, 'reporter.task.unknown', 'No such task'));
});

test('a network that fails is told from a server that refuses', async () => {
  serverAnswers(async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(call('/api/x')).rejects.toBeInstanceOf(Unreachable);
});
