import type { TFunction } from 'i18next';
import { formatMoment, formatNumber } from '../scope/format';
import { type Filter, type FilterInfo, linesOf, needsNoValue, pathsOf, valuesOf } from './filter';

interface Speaking {
  readonly t: TFunction;
  readonly language: string;
  readonly zone: string;
}

/** Maximum number of values in the text before it ends with "and 3 more". */
const NAMED = 3;

/**
 * Returns the filter as readable text: `Message text contains «refund»`.
 *
 * @param info metadata of the filter; `undefined` when the section does not have it
 * @param labelOf returns the label of a value
 */
export function filterText(
  filter: Filter,
  info: FilterInfo | undefined,
  labelOf: (value: string) => string,
  { t, language, zone }: Speaking,
): string {
  const label = info?.label ?? filter.key;
  const quoted = (value: string) => t('filters.quoted', { value });
  switch (filter.type) {
    case 'CHECKBOX':
    case 'TREE':
      return needsNoValue(filter.comparisonType)
        ? t(filter.comparisonType === 'EXISTS' ? 'filters.says.exists' : 'filters.says.notExists', { label })
        : t(filter.comparisonType === 'NOT_CONTAINS' ? 'filters.says.noneOf' : 'filters.says.anyOf', {
            label,
            values: some(valuesOf(filter).map(labelOf), t),
          });
    case 'TEXT': {
      const comparison = comparisonLabel(info, filter.comparisonType ?? 'CONTAINS');
      return `${label} ${comparison} ${some(valuesOf(filter).map(quoted), t)}`;
    }
    case 'RADIO': {
      const choice = info?.settings.staticOptions?.find(({ value }) => value === filter.option);
      return `${label}: ${choice?.label ?? filter.option ?? ''}`;
    }
    case 'DATE_TIME_RANGE':
      return `${label}: ${range(filter, (end) => formatMoment(moment(end), zone, language), t)}`;
    case 'NUMERIC_RANGE':
      return `${label}: ${range(filter, (end) => formatNumber(Number(end), language), t)}`;
    case 'COMPOSITE_FILTER': {
      const lines = linesOf(filter).map(
        ({ key, comparisonOption, value }) => `${key} ${comparisonLabel(info, comparisonOption)} ${quoted(value)}`,
      );
      return `${label}: ${some(lines, t)}`;
    }
    case 'CUSTOM_FIELDS_IN_RESPONSE':
      return `${label}: ${some(pathsOf(filter), t)}`;
  }
}

function comparisonLabel(info: FilterInfo | undefined, comparison: string): string {
  const option = info?.settings.comparisonOptions?.find(({ type }) => type === comparison);
  return (option?.label ?? comparison).toLowerCase();
}

function some(values: readonly string[], t: TFunction): string {
  const named = values.slice(0, NAMED).join(', ');
  return values.length > NAMED ? `${named} ${t('filters.more', { count: values.length - NAMED })}` : named;
}

function range({ from, to }: Filter, text: (end: unknown) => string, t: TFunction): string {
  if (from === undefined) {
    return t('filters.says.to', { to: text(to) });
  }
  return to === undefined ? t('filters.says.from', { from: text(from) }) : `${text(from)} – ${text(to)}`;
}

function moment(end: unknown): string {
  return new Date(typeof end === 'number' ? end : String(end)).toISOString();
}
