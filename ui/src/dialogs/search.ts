import { type Filter, type PeriodTime, readFilters, readPeriodTime } from '../filters/filter';
import type { Place, Tab } from './rows';

/** URL state of Dialogs. */
export interface DialogsSearch {
  /** Default: sessions. */
  readonly tab?: 'phrases';
  readonly filters?: readonly Filter[];
  /** The time that the period applies to; default: message time. */
  readonly time?: PeriodTime;
  /** The open session and its channel; session ids are unique within a channel. */
  readonly session?: string;
  readonly bot?: string;
  /** The message of the session to scroll to. */
  readonly message?: string;
  /** The message with its fields shown. */
  readonly fields?: string;
}

export function readDialogsSearch(search: Record<string, unknown>): DialogsSearch {
  const text = (name: 'session' | 'bot' | 'message' | 'fields') => {
    const value = search[name];
    // The router parses an id that consists of digits as a number.
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
  };
  const filters = readFilters(search.filters);
  const time = readPeriodTime(search.time);
  return {
    ...(search.tab === 'phrases' && { tab: search.tab }),
    ...(filters && { filters }),
    ...(time && { time }),
    ...text('session'),
    ...text('bot'),
    ...text('message'),
    ...text('fields'),
  };
}

/** Returns the URL state with another place open, or none. */
export function atPlace<Search extends DialogsSearch>(search: Search, place: Place | undefined): Search {
  const { session, bot, message, fields, ...rest } = search;
  return { ...rest, ...place } as Search;
}

/** Returns the URL state with other filters; the open place is closed, because they may not match it. */
export function withFilters<Search extends DialogsSearch>(
  search: Search,
  chosen: readonly Filter[] | undefined,
): Search {
  const { filters, ...rest } = atPlace(search, undefined);
  return { ...rest, ...(chosen && { filters: chosen }) } as Search;
}

export function withTab<Search extends DialogsSearch>(search: Search, tab: Tab): Search {
  const { tab: before, ...rest } = search;
  return { ...rest, ...(tab === 'phrases' && { tab }) } as Search;
}

export function withFields<Search extends DialogsSearch>(search: Search, questionId: string | undefined): Search {
  const { fields, ...rest } = search;
  return { ...rest, ...(questionId !== undefined && { fields: questionId }) } as Search;
}

/** Returns the URL state in which the period applies to the usual time; the open place is closed. */
export function withUsualTime<Search extends DialogsSearch>(search: Search): Search {
  const { time, ...rest } = atPlace(search, undefined);
  return rest as Search;
}
