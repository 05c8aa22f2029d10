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
  await call('DELETE', '/api/v1/session');
  const [path, init] = sent();
  expect(path).toBe('/api/v1/session');
  expect(init).toMatchObject({ method: 'DELETE', headers: { 'X-Parley-Page': '1' } });
  expect(init).not.toHaveProperty('body');
});

test('a body travels as JSON', async () => {
  const sent = serverAnswers(async () => Response.json({ filterSetId: '7' }));
  const path = '/api/v1/reporter/user-filter-sets/filterSetId';
  await expect(call('POST', path, { body: { filters: [] } })).resolves.toEqual({ filterSetId: '7' });
  expect(sent()[1]).toMatchObject({ body: '{"filters":[]}', headers: { 'Content-Type': 'application/json' } });
});

test('blanks of the path and the query are filled in', async () => {
  const sent = serverAnswers(async () => Response.json([]));
  await call('GET', '/api/v1/webhooks/{id}/deliveries', { path: { id: 7 }, query: { page: 2, size: undefined } });
  expect(sent()[0]).toBe('/api/v1/webhooks/7/deliveries?page=2');
});

test('an empty answer is undefined', async () => {
  serverAnswers(async () => new Response(null, { status: 204 }));
  await expect(call('DELETE', '/api/v1/session')).resolves.toBeUndefined();
});

test('a refusal is thrown', async () => {
  serverAnswers(async () =>
    Response.json({ error: 'reporter.task.unknown', message: 'No such task' }, { status: 404 }),
  );
  await expect(call('GET', '/api/v1/session')).rejects.toEqual(
    new ApiProblem(404, 'reporter.task.unknown', 'No such task'),
  );
});

test('a network that fails is told from a server that refuses', async () => {
  serverAnswers(async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(call('GET', '/api/v1/session')).rejects.toBeInstanceOf(Unreachable);
});

test('a call that the page gave up is no failure of the network', async () => {
  serverAnswers(async () => {
    throw new DOMException('The call was aborted', 'AbortError');
  });
  const given = call('GET', '/api/v1/session', { signal: AbortSignal.abort() });
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
});

test('a proxy that does not reach the server is no answer of the server', async () => {
  serverAnswers(async () => new Response('<html>Bad Gateway</html>', { status: 502 }));
  await expect(call('GET', '/api/v1/session')).rejects.toBeInstanceOf(Unreachable);
});

test('an error brings the details of its text', async () => {
  serverAnswers(async () =>
    Response.json(
      { error: 'reporter.not_found.session', message: 'No', args: { field: 'sessionId', got: 'x', at: {} } },
      { status: 404 },
    ),
  );
  await expect(call('GET', '/api/v1/session')).rejects.toMatchObject({ args: { field: 'sessionId', got: 'x' } });
});
