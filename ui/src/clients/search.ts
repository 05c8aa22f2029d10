import { type Filter, readFilters } from '../filters/filter';

/** What the address of the list of clients says. */
export interface ClientsSearch {
  /** A part of a name or an id. */
  readonly q?: string;
  readonly filters?: readonly Filter[];
}

export function readClientsSearch({ q, filters: given }: Record<string, unknown>): ClientsSearch {
  const filters = readFilters(given);
  return {
    // The router reads an id of digits alone as a number.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(filters && { filters }),
  };
}

/** What the address of a client says. */
export interface ClientSearch {
  /** The message of the history to show. */
  readonly message?: string;
  /** The message all fields of which are shown. */
  readonly fields?: string;
}

export function readClientSearch({ message, fields }: Record<string, unknown>): ClientSearch {
  return {
    ...(typeof message === 'string' && { message }),
    ...(typeof fields === 'string' && { fields }),
  };
}

/** The address of a client with other fields shown, or none. */
export function withFields<Search extends ClientSearch>(search: Search, questionId: string | undefined): Search {
  const { fields, ...rest } = search;
  return { ...rest, ...(questionId !== undefined && { fields: questionId }) } as Search;
}
