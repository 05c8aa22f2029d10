import { Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../frame/ProblemAlert';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../text/language';
import { PhraseRow } from './PhraseRow';
import classes from './RowList.module.css';
import { type Asked, keyOf, PAGE_SIZE, pageQuery, type Place, placeOf, type Row } from './rows';
import type { DialogsSearch } from './search';
import { isSelected, type Selection } from './selection';
import { SessionRow } from './SessionRow';

const ROW_HEIGHT = 58;

/** Browsers draw nothing taller than some 17 million pixels; who looks for more had better filter. */
const MOST_ROWS = 200_000;

interface RowListProps {
  readonly asked: Asked;
  readonly open: Place | undefined;
  /** The row that the keyboard is at; -1 for none. */
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  readonly selection: Selection;
  /** Only for those who may do something with selected rows. */
  readonly onToggle?: (row: Row) => void;
  readonly words: readonly string[];
  readonly linkTo: (place: Place) => DialogsSearch;
}

/** The rows that are in sight; pages are fetched as one scrolls to them, however many there are. */
export function RowList(props: RowListProps) {
  const { asked, cursor } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const first = useQueries({ queries: [pageQuery(asked, 0)] })[0];
  const total = first.data?.total;
  const count = Math.min(total ?? 0, MOST_ROWS);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  // Who drags the scroll bar over a hundred pages wants only the last of them.
  const [seen] = useDebouncedValue(
    `${Math.floor((items[0]?.index ?? 0) / PAGE_SIZE)} ${Math.floor((items[items.length - 1]?.index ?? 0) / PAGE_SIZE)}`,
    60,
    { leading: true },
  );
  const [from = 0, to = 0] = seen.split(' ').map(Number);
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pages = useQueries({ queries: numbers.map((page) => pageQuery(asked, page)) });
  const rowAt = (index: number) =>
    pages[Math.floor(index / PAGE_SIZE) - from]?.data?.rows[index % PAGE_SIZE] ??
    (index < PAGE_SIZE ? first.data?.rows[index] : undefined);
  const problem = first.error ?? pages.find(({ error }) => error)?.error;

  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (cursor >= 0) {
      scrollToIndex(cursor);
      const frame = requestAnimationFrame(() => {
        scroller.current?.querySelector<HTMLElement>(`[data-index="${cursor}"] a`)?.focus({ preventScroll: true });
      });
      return () => cancelAnimationFrame(frame);
    }
    return undefined;
  }, [cursor, scrollToIndex]);

  if (problem) {
    return (
      <div className={classes.notice}>
        <ProblemAlert problem={problem} />
      </div>
    );
  }
  if (total === 0) {
    return (
      <div className={classes.notice}>
        <Text fw={600}>{t(`dialogs.empty.${asked.tab}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('dialogs.empty.hint')}
        </Text>
      </div>
    );
  }
  return (
    <div ref={scroller} className={classes.scroller}>
      {total === undefined ? (
        Array.from({ length: 12 }, (_, index) => <RowSkeleton key={index} />)
      ) : (
        <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={t(`dialogs.${asked.tab}`)}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <li
                key={index}
                data-index={index}
                className={classes.row}
                style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
                aria-setsize={total}
                aria-posinset={index + 1}
              >
                {row ? <RowView {...props} row={row} index={index} /> : <RowSkeleton />}
              </li>
            );
          })}
        </ul>
      )}
      {total !== undefined && total > MOST_ROWS && (
        <Text size="sm" c="dimmed" p="sm">
          {t('dialogs.most', { most: formatNumber(MOST_ROWS, language), total: formatNumber(total, language) })}
        </Text>
      )}
    </div>
  );
}

interface RowViewProps extends RowListProps {
  readonly row: Row;
  readonly index: number;
}

function RowView({ row, index, asked, open, selection, onToggle, onCursor, words, linkTo }: RowViewProps) {
  const { t } = useTranslation();
  const place = placeOf(row);
  const isOpen =
    open !== undefined &&
    open.bot === place.bot &&
    open.session === place.session &&
    (asked.tab === 'sessions' || open.message === place.message);
  const selected = isSelected(selection, row);
  return (
    <div className={classes.view} data-open={isOpen || undefined} data-selected={selected || undefined}>
      {onToggle && (
        <input
          type="checkbox"
          className={classes.check}
          checked={selected}
          onChange={() => onToggle(row)}
          aria-label={t('dialogs.select', { row: keyOf(row) })}
          tabIndex={-1}
        />
      )}
      <Link
        to="/dialogs"
        search={linkTo(place)}
        className={classes.link}
        onClick={() => onCursor(index)}
        preload={false}
        aria-current={isOpen ? 'true' : 'false'}
        activeProps={{}}
      >
        {row.kind === 'session' ? (
          <SessionRow session={row.session} words={words} />
        ) : (
          <PhraseRow message={row.message} words={words} />
        )}
      </Link>
    </div>
  );
}

function RowSkeleton() {
  return (
    <div className={classes.skeleton}>
      <Skeleton h={10} w="55%" className="after-300ms" />
      <Skeleton h={10} w="80%" className="after-300ms" />
    </div>
  );
}
