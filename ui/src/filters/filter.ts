import type { Schemas } from '../api/call';
import type { Period } from '../scope/period';

/** One condition, as the API takes it. The address holds filters in this very shape. */
export type Filter = Schemas['Filter'];

/** What the API says of a filter that can be offered: its name, its kind, how it compares. */
export type FilterInfo = Schemas['FilterInfo'];

export type FilterType = Schemas['FilterType'];

export type FilterKey = Schemas['FilterKey'];

export type FilterOption = Schemas['FilterOption'];

export type ComparisonType = Schemas['ComparisonOption']['type'];

/** A part of the page that has its own choice of filters. */
export type FilterSection =
  | 'CLIENTS'
  | 'SESSIONS'
  | 'CLIENTS_DIALOGS'
  | 'REPORTS_ACTIVITY'
  | 'REPORTS_EFFICIENCY'
  | 'REPORTS_SESSION_TOPIC'
  | 'REPORTS_SESSION_RESULT'
  | 'REPORTS_SCENARIO_ACTION';

/** One line of a filter of session data. */
export interface Line {
  readonly key: string;
  readonly value: string;
  readonly comparisonOption: ComparisonType;
  readonly caseSensitive: boolean;
}

/** The filters that an address holds; what does not look like one is left out. */
export function readFilters(value: unknown): readonly Filter[] | undefined {
  const filters = Array.isArray(value) ? value.filter(isFilter) : [];
  return filters.length === 0 ? undefined : filters;
}

function isFilter(value: unknown): value is Filter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'type' in value &&
    typeof value.type === 'string'
  );
}

/** The values of a filter that compares with several; texts and ids alike. */
export function valuesOf({ values, options }: Filter): readonly string[] {
  return (values ?? options ?? []).map(String);
}

/** The lines of a filter of session data. */
export function linesOf({ options }: Filter): readonly Line[] {
  return (options ?? []) as readonly Line[];
}

/** The paths of a filter that asks for values out of responses. */
export function pathsOf(filter: Filter): readonly string[] {
  const { responseDataJsonPaths } = filter as Filter & { readonly responseDataJsonPaths?: readonly unknown[] };
  return (responseDataJsonPaths ?? []).map(String);
}

/** Values of choices that stand for no choice, whichever filter offers them. */
const ANY: readonly string[] = ['ANY', 'NOT_IMPORTANT'];

/** Whether the filter restricts (or asks for) anything: others are neither sent nor shown. */
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

/** Comparisons that say it all by themselves. */
export function needsNoValue(comparison: ComparisonType | undefined): boolean {
  return comparison === 'EXISTS' || comparison === 'NOT_EXISTS';
}

function isGiven(end: unknown): boolean {
  return end !== undefined && end !== null && end !== '';
}

/** The filter by which the section takes the chosen period: of its ranges of time, the one that people see first. */
export function periodInfo(infos: readonly FilterInfo[]): FilterInfo | undefined {
  return infos.find(({ type, isDefault }) => type === 'DATE_TIME_RANGE' && isDefault);
}

/** What to send: the chosen filters and the period. */
export function filtersToSend(
  infos: readonly FilterInfo[],
  chosen: readonly Filter[],
  { from, to }: Pick<Period, 'from' | 'to'>,
): readonly Filter[] {
  const period = periodInfo(infos);
  return [
    ...(period ? [{ key: period.key, type: period.type, from: from.toISOString(), to: to.toISOString() }] : []),
    ...chosen.filter(isImportant),
  ];
}

/** The filters with one put in the place of that with its key; dropped when it restricts nothing. */
export function withFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  const known = filters.some(({ key }) => key === filter.key);
  const changed = known ? filters.map((other) => (other.key === filter.key ? filter : other)) : [...filters, filter];
  return changed.filter(isImportant);
}

export function withoutFilter(filters: readonly Filter[], key: FilterKey): readonly Filter[] {
  return filters.filter((filter) => filter.key !== key);
}

/** A filter to begin with, before anything is chosen. */
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
