import { problemOf, Unreachable } from './problem';

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Calls the server's API with the session's cookie and gives the answer's JSON, `undefined` for an empty answer.
 *
 * @throws ApiProblem | Unexplained when the server refuses, Unreachable when it does not answer
 */
export async function call<Answer>(path: string, { method = 'GET', body, headers }: Call = {}): Promise<Answer> {
  const response = await send(path, {
    method,
    headers: {
      Accept: 'application/json',
      // Another site's form can send the cookie but not this header, so the server trusts calls that carry it.
      'X-Parley-Page': '1',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new Unreachable('No answer', { cause });
  }
}
