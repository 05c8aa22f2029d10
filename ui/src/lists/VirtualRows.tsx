import { Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseQueryOptions, useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import { useRowKeys } from './useRowKeys';
import classes from './VirtualRows.module.css';

/** Page size in rows: a few screens, so that scrolling rarely waits. */
export const PAGE_SIZE = 50;

/** Maximum number of rendered rows: browsers limit the height of an element to about 17 million pixels. */
const MOST_ROWS = 200_000;

export interface PageOf<Row> {
  /** Exact number of rows on all pages. */
  readonly total: number;
  readonly rows: readonly Row[];
}

interface VirtualRowsProps<Row> {
  /** Query for a page of `PAGE_SIZE` rows. */
  readonly pageQuery: (page: number) => UseQueryOptions<PageOf<Row>, Error, PageOf<Row>, unknown[]>;
  /** Height of each row, px. */
  readonly rowHeight: number;
  readonly label: string;
  /** Content shown without rows. */
  readonly empty: ReactNode;
  /** Index of the row with keyboard focus; it is scrolled into view and its link focused. -1 for none. */
  readonly cursor: number;
  /** Moves the cursor by keys. */
  readonly onCursor: (index: number) => void;
  /** Index of the row that Tab leads to while there is no cursor. */
  readonly current?: number;
  /** `tabIndex` of a row's link: the whole list is one stop of Tab. */
  readonly children: (row: Row, index: number, tabIndex: 0 | -1) => ReactNode;
}

/** Virtualised list: renders only visible rows and fetches pages while scrolling. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { pageQuery, rowHeight, label, empty, cursor, onCursor, current = -1, children } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const first = useQueries({ queries: [pageQuery(0)] })[0];
  const total = first.data?.total;
  const virtual = useVirtualizer({
    count: Math.min(total ?? 0, MOST_ROWS),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const pageAt = (index = 0) => Math.floor(index / PAGE_SIZE);
  // Debounced: dragging the scroll bar over a hundred pages fetches only the last of them.
  const inSight = `${pageAt(items[0]?.index)} ${pageAt(items[items.length - 1]?.index)}`;
  const [from = 0, to = 0] = useDebouncedValue(inSight, 60, { leading: true })[0].split(' ').map(Number);
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pages = useQueries({ queries: numbers.map((page) => pageQuery(page)) });
  const rowAt = (index: number) =>
    (index < PAGE_SIZE ? first : pages[pageAt(index) - from])?.data?.rows[index % PAGE_SIZE];
  const problem = first.error ?? pages.find(({ error }) => error)?.error;

  useRowKeys({
    list: scroller,
    count: virtual.options.count,
    cursor: cursor < 0 ? current : cursor,
    onCursor,
    page: Math.max(1, items.length - 12),
  });
  const wanted = cursor < 0 ? current : cursor;
  const tabStop = items.some(({ index }) => index === wanted) ? wanted : items[0]?.index;

  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (cursor < 0) {
      return undefined;
    }
    scrollToIndex(cursor);
    const frame = requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${cursor}"] a`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [cursor, scrollToIndex]);

  if (problem) {
    return (
      <div className={classes.notice}>
        <ProblemAlert problem={problem} />
      </div>
    );
  }
  if (total === 0) {
    return <div className={classes.notice}>{empty}</div>;
  }
  return (
    <div ref={scroller} className={classes.scroller}>
      {total === undefined ? (
        Array.from({ length: 12 }, (_, index) => <RowSkeleton key={index} height={rowHeight} />)
      ) : (
        <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={label}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <li
                key={index}
                data-index={index}
                className={classes.row}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
                aria-setsize={total}
                aria-posinset={index + 1}
              >
                {row === undefined ? (
                  <RowSkeleton height={rowHeight} />
                ) : (
                  children(row, index, index === tabStop ? 0 : -1)
                )}
              </li>
            );
          })}
        </ul>
      )}
      {total !== undefined && total > MOST_ROWS && (
        <Text size="sm" c="dimmed" p="sm">
          {t('lists.most', { most: formatNumber(MOST_ROWS, language), total: formatNumber(total, language) })}
        </Text>
      )}
    </div>
  );
}

function RowSkeleton({ height }: { readonly height: number }) {
  return (
    <div className={classes.skeleton} style={{ height }}>
      <Skeleton h={10} w="55%" className="after-300ms" />
      <Skeleton h={10} w="80%" className="after-300ms" />
    </div>
  );
}
