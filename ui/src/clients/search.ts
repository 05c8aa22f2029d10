import { type Filter, type PeriodTime, readFilters, readPeriodTime } from '../filters/filter';

/** URL state of the list of clients. */
export interface ClientsSearch {
  /** Search text: a part of a name or id. */
  readonly q?: string;
  readonly filters?: readonly Filter[];
  /** The time that the period applies to; default: the last visit. */
  readonly time?: PeriodTime;
}

export function readClientsSearch({ q, filters: given, time: givenTime }: Record<string, unknown>): ClientsSearch {
  const filters = readFilters(given);
  const time = readPeriodTime(givenTime);
  return {
    // The router parses an id that consists of digits as a number.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(filters && { filters }),
    ...(time && { time }),
  };
}

/** URL state of a client's page. */
export interface ClientSearch {
  /** The channel of the client. */
  readonly bot?: string;
  /** The id of the client in the channel. */
  readonly client?: string;
  /** The message of the history to scroll to. */
  readonly message?: string;
  /** The message with its fields shown. */
  readonly fields?: string;
}

export function readClientSearch(search: Record<string, unknown>): ClientSearch {
  const text = (name: keyof ClientSearch) => {
    const value = search[name];
    // The router parses an id that consists of digits as a number.
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
  };
  return { ...text('bot'), ...text('client'), ...text('message'), ...text('fields') };
}

/** Returns the URL state with the fields of another message shown, or of none. */
export function withFields<Search extends ClientSearch>(search: Search, questionId: string | undefined): Search {
  const { fields, ...rest } = search;
  return { ...rest, ...(questionId !== undefined && { fields: questionId }) } as Search;
}
