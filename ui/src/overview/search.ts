import { type Filter, readFilters } from '../filters/filter';
import { type CardId, isCardId } from './declarations';
import { type Interval, INTERVALS } from './look';

/** What the address says of the overview, beside the project, the period and the zone. */
export interface OverviewSearch {
  /** How long the intervals of charts are; without it as suits the period. */
  readonly by?: Interval | undefined;
  /** `false`: without a look at the period before. */
  readonly compare?: false | undefined;
  /** Cards that show a table instead of a chart. */
  readonly tables?: readonly CardId[] | undefined;
  readonly filters?: readonly Filter[] | undefined;
}

/** What of the address makes sense; the rest is left out. */
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
