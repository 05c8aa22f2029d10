import { call } from '../api/call';
import { keepPreference, readPreference } from '../preferences/preference';
import type { Filter, FilterSection } from './filter';

/**
 * A named filter set. The server stores the filters permanently for all users; the name exists only in this browser.
 */
export interface SavedSet {
  readonly name: string;
  readonly filterSetId: string;
}

function preference(section: FilterSection): string {
  return `filter-sets.${section}`;
}

/** Returns the user's sets of a section, sorted by name. */
export function savedSets(section: FilterSection): readonly SavedSet[] {
  try {
    const kept: unknown = JSON.parse(readPreference(preference(section)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSavedSet) : [];
  } catch {
    return [];
  }
}

/** Returns the sets with one more, which replaces a set of the same name. */
export function withSet(sets: readonly SavedSet[], set: SavedSet): readonly SavedSet[] {
  return [...withoutSet(sets, set.name), set].sort((one, other) => one.name.localeCompare(other.name));
}

export function withoutSet(sets: readonly SavedSet[], name: string): readonly SavedSet[] {
  return sets.filter((set) => set.name !== name);
}

export function keepSets(section: FilterSection, sets: readonly SavedSet[]) {
  keepPreference(preference(section), JSON.stringify(sets));
}

/** Stores the filters on the server. */
export async function saveFilters(projectShortName: string, filters: readonly Filter[]): Promise<string> {
  return call('POST', '/api/v1/reporter/user-filter-sets/filterSetId', {
    query: { projectShortName },
    body: { filters },
  });
}

export async function readSavedFilters(projectShortName: string, filterSetId: string): Promise<readonly Filter[]> {
  const { filters } = await call('GET', '/api/v1/reporter/user-filter-sets/{filterSetId}', {
    path: { filterSetId },
    query: { projectShortName },
  });
  return filters as readonly Filter[];
}

function isSavedSet(value: unknown): value is SavedSet {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'filterSetId' in value &&
    typeof value.filterSetId === 'string'
  );
}
