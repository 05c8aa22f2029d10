import { PAGE_SIZE } from '../lists/VirtualRows';
import { type Asked, isSamePlace, type Place, placeOf, type Row, type RowPage } from './rows';

/** Returns the index of the open place among the loaded rows; -1 if it is not among them. */
export function indexOf(
  open: Place,
  { tab }: Asked,
  cursor: number,
  cached: (index: number) => Row | undefined,
  pages: readonly [readonly unknown[], RowPage | undefined][],
): number {
  const isOpen = (row: Row) => {
    const place = placeOf(row);
    return tab === 'sessions' ? place.session === open.session && place.bot === open.bot : isSamePlace(place, open);
  };
  const atCursor = cached(cursor);
  if (atCursor && isOpen(atCursor)) {
    return cursor;
  }
  for (const [key, page] of pages) {
    const number = key[key.length - 1];
    const found = typeof number === 'number' ? (page?.rows.findIndex(isOpen) ?? -1) : -1;
    if (found >= 0) {
      return Number(number) * PAGE_SIZE + found;
    }
  }
  return -1;
}
