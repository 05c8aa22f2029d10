/** An error answer of the server: `error` is the code, `message` the text for users. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
    /** Details for the text, such as `field`, `got` and `expected`. */
    readonly args: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A call without an answer: network or server are down. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** An error status without the API's error format, such as from a proxy. */
export class Unexplained extends Error {
  override readonly name = 'Unexplained';

  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

/** Returns whether a proxy answers because it does not reach the server, which itself never answers so. */
export function isNoAnswer({ status }: Response): boolean {
  return status === 502 || status === 504;
}

/** Returns the error for an answer with an error status. */
export async function problemOf(response: Response): Promise<ApiProblem | Unexplained> {
  const body: unknown = await response.json().catch(() => undefined);
  return hasErrorShape(body)
    ? new ApiProblem(response.status, body.error, body.message, argsOf(body))
    : new Unexplained(response.status);
}

/** Returns whether the call failed because the session is missing or has expired. */
export function isUnauthorized(problem: unknown): boolean {
  return (problem instanceof ApiProblem || problem instanceof Unexplained) && problem.status === 401;
}

/** Returns the texts and numbers among the details. */
function argsOf(body: { error: string; message: string; args?: unknown }): Readonly<Record<string, string>> {
  const { args } = body;
  return typeof args !== 'object' || args === null
    ? {}
    : Object.fromEntries(
        Object.entries(args).flatMap(([name, value]) =>
          typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
        ),
      );
}

function hasErrorShape(body: unknown): body is { error: string; message: string } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    'message' in body &&
    typeof body.error === 'string' &&
    typeof body.message === 'string' &&
    body.message !== ''
  );
}
