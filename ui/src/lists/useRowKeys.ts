import type { RefObject } from 'react';
import { useShortcuts } from '../shortcuts/useShortcuts';

interface RowKeys {
  readonly list: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Index of the current row; -1 for none. */
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  /** Rows of a screen. */
  readonly page?: number;
}

/**
 * Keys that move between the rows of a list: j and k anywhere on the page; arrows, Page Up and Down, Home and End while
 * the focus is in the list or nowhere.
 */
export function useRowKeys({ list, count, cursor, onCursor, page = 10 }: RowKeys) {
  const goTo = (index: number) => {
    if (count > 0) {
      onCursor(Math.max(0, Math.min(count - 1, index)));
    }
  };
  const inList = (index: number) => () => {
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !list.current?.contains(focused)) {
      return false;
    }
    goTo(index);
    return true;
  };
  useShortcuts({
    KeyJ: () => goTo(cursor + 1),
    KeyK: () => goTo(cursor - 1),
    ArrowDown: inList(cursor + 1),
    ArrowUp: inList(cursor - 1),
    PageDown: inList(cursor + page),
    PageUp: inList(cursor - page),
    Home: inList(0),
    End: inList(count - 1),
  });
}
