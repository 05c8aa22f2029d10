import type { Schemas } from '../api/call';
import type { Period } from '../scope/period';

/** A filter in the API's form, which is also its form in the URL. */
export type Filter = Schemas['Filter'];

/** Metadata of an available filter: title, type and comparisons. */
export type FilterInfo = Schemas['FilterInfo'];

export type FilterType = Schemas['FilterType'];

export type FilterKey = Schemas['FilterKey'];

export type FilterOption = Schemas['FilterOption'];

export type ComparisonType = Schemas['ComparisonOption']['type'];

/** A part of the page with separate filters. */
export type FilterSection =
  | 'CLIENTS'
  | 'SESSIONS'
  | 'CLIENTS_DIALOGS'
  | 'REPORTS_ACTIVITY'
  | 'REPORTS_EFFICIENCY'
  | 'REPORTS_SESSION_TOPIC'
  | 'REPORTS_SESSION_RESULT'
  | 'REPORTS_SCENARIO_ACTION';

/** One line of a session data filter. */
export interface Line {
  readonly key: string;
  readonly value: string;
  readonly comparisonOption: ComparisonType;
  readonly caseSensitive: boolean;
}

/** Reads filters from the URL; invalid values are dropped. */
export function readFilters(value: unknown): readonly Filter[] | undefined {
  const filters = Array.isArray(value) ? value.filter(isFilter) : [];
  return filters.length === 0 ? undefined : filters;
}

function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { key, type, from, to, ...lists } = value as Readonly<Record<string, unknown>>;
  return (
    typeof key === 'string' &&
    TYPES.some((known) => known === type) &&
    LISTS.every((name) => lists[name] === undefined || Array.isArray(lists[name])) &&
    (type !== 'DATE_TIME_RANGE' || [from, to].every(isTime))
  );
}

/** Returns whether the end of a range is absent, a time in ISO 8601, or a time in ms. */
function isTime(end: unknown): boolean {
  return end === undefined || end === null || !Number.isNaN(new Date(end as string | number).getTime());
}

const TYPES = [
  'CHECKBOX',
  'TREE',
  'TEXT',
  'RADIO',
  'DATE_TIME_RANGE',
  'NUMERIC_RANGE',
  'COMPOSITE_FILTER',
  'CUSTOM_FIELDS_IN_RESPONSE',
] as const satisfies readonly FilterType[];

/** Members of filters that are lists. */
const LISTS = ['values', 'options', 'responseDataJsonPaths'] as const;

/** Returns the values of a multi-value filter as texts, including ids. */
export function valuesOf({ values, options }: Filter): readonly string[] {
  return (values ?? options ?? []).map(String);
}

/** Returns the lines of a session data filter. */
export function linesOf({ options }: Filter): readonly Line[] {
  return (options ?? []) as readonly Line[];
}

/** Returns the JSONPaths of a filter on response values. */
export function pathsOf(filter: Filter): readonly string[] {
  const { responseDataJsonPaths } = filter as Filter & { readonly responseDataJsonPaths?: readonly unknown[] };
  return (responseDataJsonPaths ?? []).map(String);
}

/** Options of single choices that restrict nothing, for all filters. */
const ANY: readonly string[] = ['ANY', 'NOT_IMPORTANT'];

/** Returns whether the filter restricts or selects anything; others are neither sent nor shown. */
export function isImportant(filter: Filter): boolean {
  if (filter.comparisonType === 'NOT_IMPORTANT') {
    return false;
  }
  switch (filter.type) {
    case 'CHECKBOX':
    case 'TREE':
      return needsNoValue(filter.comparisonType) || valuesOf(filter).length > 0;
    case 'TEXT':
      return valuesOf(filter).length > 0;
    case 'RADIO':
      return filter.option !== undefined && !ANY.includes(filter.option);
    case 'DATE_TIME_RANGE':
    case 'NUMERIC_RANGE':
      return isGiven(filter.from) || isGiven(filter.to);
    case 'COMPOSITE_FILTER':
      return linesOf(filter).length > 0;
    case 'CUSTOM_FIELDS_IN_RESPONSE':
      return pathsOf(filter).length > 0;
  }
}

/** Returns whether the comparison works without a value. */
export function needsNoValue(comparison: ComparisonType | undefined): boolean {
  return comparison === 'EXISTS' || comparison === 'NOT_EXISTS';
}

function isGiven(end: unknown): boolean {
  return end !== undefined && end !== null && end !== '';
}

/** Returns the filter that receives the period: the section's default time range. */
export function periodInfo(infos: readonly FilterInfo[]): FilterInfo | undefined {
  return infos.find(({ type, isDefault }) => type === 'DATE_TIME_RANGE' && isDefault);
}

/** The times that a period can apply to. */
export const PERIOD_TIMES = [
  'MESSAGE_TIME',
  'SESSION_START_TIME',
  'SESSION_END_TIME',
  'CLIENT_JOIN_TIME',
  'CLIENT_LAST_ACTIVITY_TIME',
] as const satisfies readonly FilterKey[];

export type PeriodTime = (typeof PERIOD_TIMES)[number];

/** Reads the time of the period from the URL. */
export function readPeriodTime(value: unknown): PeriodTime | undefined {
  return PERIOD_TIMES.find((time) => time === value);
}

/**
 * Returns the filters of a request: the active ones and the period.
 *
 * @param time the time that the period applies to; by default that of the section
 */
export function filtersToSend(
  infos: readonly FilterInfo[],
  chosen: readonly Filter[],
  { from, to }: Pick<Period, 'from' | 'to'>,
  time?: PeriodTime,
): readonly Filter[] {
  const key = time ?? periodInfo(infos)?.key;
  return [
    ...(key ? [{ key, type: 'DATE_TIME_RANGE' as const, from: from.toISOString(), to: to.toISOString() }] : []),
    ...chosen.filter((filter) => isImportant(filter) && filter.key !== key),
  ];
}

/** Replaces the filter with the same key, or adds it; removes a filter that restricts nothing. */
export function withFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  const known = filters.some(({ key }) => key === filter.key);
  const changed = known ? filters.map((other) => (other.key === filter.key ? filter : other)) : [...filters, filter];
  return changed.filter(isImportant);
}

export function withoutFilter(filters: readonly Filter[], key: FilterKey): readonly Filter[] {
  return filters.filter((filter) => filter.key !== key);
}

/** Returns a filter with default values. */
export function emptyFilter({ key, type, settings }: FilterInfo): Filter {
  const comparisonType = settings.comparisonOptions?.find(({ isDefault }) => isDefault)?.type;
  const preselected = settings.staticOptions?.find(({ isSelected }) => isSelected)?.value;
  return {
    key,
    type,
    ...(comparisonType &&
      type !== 'COMPOSITE_FILTER' && { comparisonType: comparisonType as Filter['comparisonType'] }),
    ...(type === 'RADIO' && preselected !== undefined && { option: preselected }),
  } as Filter;
}
