import { defaultParseSearch } from '@tanstack/react-router';
import i18next from 'i18next';
import { readFilters } from '../filters/filter';
import { notify } from '../notifications/notify';
import { readScope } from '../scope/scope';

/** Parts of an address that can be damaged. */
export type AddressPart = 'period' | 'zone' | 'filters';

/** Returns the parts of an address that have a value without meaning; the page ignores them. */
export function unreadableParts(search: Readonly<Record<string, unknown>>): readonly AddressPart[] {
  const { period, zone } = readScope(search);
  const { filters } = search;
  const given = Array.isArray(filters) ? filters.length : 1;
  return [
    ...(search.period !== undefined && period === undefined ? (['period'] as const) : []),
    ...(search.zone !== undefined && zone === undefined ? (['zone'] as const) : []),
    ...(filters !== undefined && (readFilters(filters)?.length ?? 0) < given ? (['filters'] as const) : []),
  ];
}

/** Says which parts of the address that the browser was given are ignored; the router removes them at once. */
export function tellUnreadableParts(query: string) {
  const unreadable = unreadableParts(defaultParseSearch(query));
  if (unreadable.length > 0) {
    const parts = unreadable.map((part) => i18next.t(`routing.part.${part}`)).join(', ');
    notify({ text: i18next.t('routing.unreadable', { parts }), isError: true });
  }
}
