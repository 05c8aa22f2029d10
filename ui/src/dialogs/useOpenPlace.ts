import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { PAGE_SIZE } from '../lists/VirtualRows';
import { indexOf } from './indexOf';
import { type Asked, pageQuery, type Place, placeOf, type Row, type RowPage } from './rows';
import type { DialogsSearch } from './search';

/** Id of the scrolled messages of the open dialog, which get the focus. */
export const MESSAGES_ID = 'dialog-messages';

interface OpenPlaceOptions {
  readonly asked: Asked | undefined;
  readonly search: DialogsSearch;
  readonly total: number | undefined;
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  readonly go: (place: Place | undefined) => Promise<void>;
}

/** Returns the open place, its row in the list, and how to leave it. */
export function useOpenPlace({ asked, search, total = 0, cursor, onCursor, go }: OpenPlaceOptions) {
  const cache = useQueryClient();
  const { session, bot, message } = search;
  const open: Place | undefined = useMemo(
    () => (session === undefined ? undefined : { session, bot: bot ?? '', ...(message !== undefined && { message }) }),
    [session, bot, message],
  );
  const rowAt = (index: number): Row | undefined =>
    asked && cache.getQueryData(pageQuery(asked, Math.floor(index / PAGE_SIZE)).queryKey)?.rows[index % PAGE_SIZE];
  const openIndex =
    open && asked
      ? indexOf(
          open,
          asked,
          cursor,
          rowAt,
          cache.getQueriesData<RowPage>({ queryKey: pageQuery(asked, 0).queryKey.slice(0, -1) }),
        )
      : -1;
  const step = async (by: number) => {
    const index = openIndex + by;
    if (asked && openIndex >= 0 && index >= 0 && index < total) {
      const page = await cache.query(pageQuery(asked, Math.floor(index / PAGE_SIZE)));
      const row = page.rows[index % PAGE_SIZE];
      onCursor(index);
      await go(row && placeOf(row));
    }
  };
  const close = async () => {
    const index = openIndex < 0 ? cursor : openIndex;
    await go(undefined);
    onCursor(index);
    // The list is shown again in the next frame on narrow screens.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus()),
    );
  };

  // A dialog that was opened by keyboard gets the focus.
  const entering = useRef(false);
  const focusMessages = () => document.getElementById(MESSAGES_ID)?.focus();
  useEffect(() => {
    if (open !== undefined && entering.current) {
      entering.current = false;
      focusMessages();
    }
  }, [open]);
  const enter = () => {
    entering.current = true;
    focusMessages();
  };
  return {
    open,
    openIndex,
    rowAt,
    close,
    enter,
    step,
    hasPrevious: openIndex > 0,
    hasNext: openIndex >= 0 && openIndex + 1 < total,
  };
}
