/** Why a call did not succeed, as the server says it: `error` is for programs, `message` for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

/** The call got no answer at all: the network is down, or the server is. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server answered an error without its error shape, as a proxy in front of it would. */
export class Unexplained extends Error {
  override readonly name = 'Unexplained';

  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

/** The problem that an answer with an error status tells of. */
export async function problemOf(response: Response): Promise<ApiProblem | Unexplained> {
  const body: unknown = await response.json().catch(() => undefined);
  return hasErrorShape(body)
    ? new ApiProblem(response.status, body.error, body.message)
    : new Unexplained(response.status);
}

/** Whether the call failed because nobody is logged in (any more). */
export function isUnauthorized(problem: unknown): boolean {
  return (problem instanceof ApiProblem || problem instanceof Unexplained) && problem.status === 401;
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
