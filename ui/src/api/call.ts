import { basePath } from './base';
import { noteConnection } from './connection';
import { isNoAnswer, problemOf, Unreachable } from './problem';
import type { components, paths } from './schema';

/** Types of the API, generated from our OpenAPI document. */
export type Schemas = components['schemas'];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Paths of the API with the method. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, { responses: unknown }> ? Path : never;
}[keyof paths];

/** Parameters and body of a call; required where the API requires them. */
export type CallOf<M extends Method, Path extends PathOf<M>> = Sent<Operation<M, Path>> & {
  readonly signal?: AbortSignal;
};

/** Body of a successful answer; `undefined` without one. */
export type AnswerOf<M extends Method, Path extends PathOf<M>> = Told<Operation<M, Path>>;

/**
 * Calls the API with the session cookie and returns the answer's JSON. The types of paths, parameters, bodies and
 * answers come from `schema.d.ts`, which `npm run api` generates from the OpenAPI document.
 *
 * @throws ApiProblem | Unexplained for an error status, Unreachable without an answer
 */
export async function call<M extends Method, Path extends PathOf<M>>(
  method: M,
  path: Path,
  ...[sent]: object extends CallOf<M, Path> ? [CallOf<M, Path>?] : [CallOf<M, Path>]
): Promise<AnswerOf<M, Path>> {
  const { path: blanks, query, header, body, signal } = (sent ?? {}) as AnyCall;
  const response = await send(fill(path, blanks) + queryText(query), {
    method,
    headers: {
      Accept: 'application/json',
      // CSRF protection: a form of another site can send the cookie but not this header, which the server requires.
      'X-Parley-Page': '1',
      // The page shows Parley's additions to the contract, too.
      'X-Parley-Extras': 'true',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...header,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (isNoAnswer(response)) {
    throw new Unreachable(`A proxy answered ${response.status}`);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<M, Path>;
}

type Value = string | number | boolean;

type Values = Readonly<Record<string, Value | readonly Value[] | undefined>>;

interface AnyCall {
  readonly path?: Values;
  readonly query?: Values;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

function fill(path: string, blanks: Values = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(blanks[name])));
}

/** Returns the query string with its question mark; arrays become repeated parameters. */
function queryText(query: Values = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(basePath + path, init);
    noteConnection(isNoAnswer(response));
    return response;
  } catch (cause) {
    // A call aborted by the page is not a network failure.
    if (init.signal?.aborted) {
      throw cause;
    }
    noteConnection(true);
    throw new Unreachable('No answer', { cause });
  }
}

type Operation<M extends Method, Path extends PathOf<M>> = paths[Path][Lowercase<M> & keyof paths[Path]];

type Sent<Op> = Op extends { parameters: infer All }
  ? Given<All, 'path'> & Given<All, 'query'> & Given<All, 'header'> & Body<Op>
  : Body<Op>;

/** Parameters of one location: absent if there are none, optional if none is required. */
type Given<All, Place extends string> = Place extends keyof All
  ? [Exclude<All[Place], undefined>] extends [never]
    ? unknown
    : object extends Exclude<All[Place], undefined>
      ? { readonly [P in Place]?: Forgiving<Exclude<All[Place], undefined>> }
      : { readonly [P in Place]: Forgiving<Exclude<All[Place], undefined>> }
  : unknown;

/** Makes optional members also accept `undefined`. */
type Forgiving<Values> = {
  readonly [Name in keyof Values]: Values[Name] | (object extends Pick<Values, Name> ? undefined : never);
};

type Body<Op> = Op extends { requestBody: Json<infer Needed> }
  ? { readonly body: Needed }
  : Op extends { requestBody?: infer Content }
    ? Exclude<Content, undefined> extends Json<infer Possible>
      ? { readonly body?: Possible }
      : unknown
    : unknown;

type Told<Op> = Op extends { responses: { 200: infer Answer } | { 201: infer Answer } }
  ? Answer extends Json<infer Content>
    ? Content
    : undefined
  : undefined;

interface Json<Content> {
  content: { 'application/json': Content };
}
