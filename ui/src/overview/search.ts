import { type Filter, readFilters } from '../filters/filter';
import { type CardId, isCardId } from './declarations';
import { type Interval, INTERVALS } from './look';

/** URL state of the overview, in addition to project, period and zone. */
export interface OverviewSearch {
  /** Bucket width; by default derived from the period. */
  readonly by?: Interval | undefined;
  /** `false` disables the comparison with the previous period. */
  readonly compare?: false | undefined;
  /** Cards that show a table instead of a chart. */
  readonly tables?: readonly CardId[] | undefined;
  readonly filters?: readonly Filter[] | undefined;
}

/** Reads the URL state; invalid values are dropped. */
export function readOverview({ by, compare, tables, filters }: Record<string, unknown>): OverviewSearch {
  const cards = Array.isArray(tables) ? tables.filter((id) => typeof id === 'string' && isCardId(id)) : [];
  const chosen = readFilters(filters);
  return {
    ...(INTERVALS.some((interval) => interval === by) && { by: by as Interval }),
    ...(compare === false && { compare }),
    ...(cards.length > 0 && { tables: cards }),
    ...(chosen && { filters: chosen }),
  };
}
