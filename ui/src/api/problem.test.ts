import { expect, test } from 'vitest';
import { ApiProblem, isUnauthorized, problemOf, Unexplained, Unreachable } from './problem';

test('an answer with the error shape becomes a problem in the server’s words', async () => {
  const body = { error: 'reporter.filter.unknown', message: 'There is no filter COLOR', args: { key: 'COLOR' } };
  const problem = await problemOf(Response.json(body, { status: 400 }));
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 400, error: 'reporter.filter.unknown', message: 'There is no filter COLOR' });
});

test.each([
  ['a page of a proxy', '<h1>Bad Gateway</h1>'],
  ['nothing', ''],
  ['another shape', '{"status":502,"message":"Bad Gateway"}'],
  ['an empty message', '{"error":"reporter.store.closed","message":""}'],
])('an error answer with %s is unexplained', async (_, body) => {
  const problem = await problemOf(new Response(body, { status: 502 }));
  expect(problem).toBeInstanceOf(Unexplained);
  expect(problem.status).toBe(502);
});

test('only status 401 says that nobody is logged in', () => {
  expect(isUnauthorized(new ApiProblem(401, 'reporter.session.missing', 'Log in'))).toBe(true);
  expect(isUnauthorized(new Unexplained(401))).toBe(true);
  expect(isUnauthorized(new ApiProblem(403, 'reporter.role.viewer', 'Not yours'))).toBe(false);
  expect(isUnauthorized(new Unreachable('No answer'))).toBe(false);
});
