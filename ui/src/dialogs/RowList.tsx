import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { clientName } from '../conversation/names';
import { VirtualRows } from '../lists/VirtualRows';
import { PhraseRow } from './PhraseRow';
import classes from './RowList.module.css';
import { type Asked, pageQuery, type Place, placeOf, type Row } from './rows';
import type { DialogsSearch } from './search';
import { isSelected, type Selection } from './selection';
import { SessionRow } from './SessionRow';
import { useFound } from './useFound';

const ROW_HEIGHT = 58;

interface RowListProps {
  readonly asked: Asked;
  readonly open: Place | undefined;
  /** Index of the row with keyboard focus; -1 for none. */
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  /** Index of the open row; -1 if it is not known. */
  readonly openIndex: number;
  /** Called when a row is opened by keyboard. */
  readonly onEnter: () => void;
  readonly selection: Selection;
  /** Absent without permission for actions on selected rows. */
  readonly onToggle?: (row: Row) => void;
  readonly words: readonly string[];
  readonly linkTo: (place: Place) => DialogsSearch;
}

/** List of sessions or phrases, newest first. */
export function RowList(props: RowListProps) {
  const { asked, cursor } = props;
  const { t } = useTranslation();
  const page = useCallback((number: number) => pageQuery(asked, number), [asked]);
  return (
    <VirtualRows
      pageQuery={page}
      rowHeight={ROW_HEIGHT}
      label={t(`dialogs.${asked.tab}`)}
      cursor={cursor}
      onCursor={props.onCursor}
      current={props.openIndex}
      empty={
        <>
          <Text fw={600}>{t(`dialogs.empty.${asked.tab}`)}</Text>
          <Text size="sm" c="dimmed">
            {t('dialogs.empty.hint')}
          </Text>
        </>
      }
    >
      {(row, index, tabIndex) => <RowView {...props} row={row} index={index} tabIndex={tabIndex} />}
    </VirtualRows>
  );
}

/** Returns the client of a row, by whom it is named. */
function nameOf(row: Row): string {
  return clientName(row.kind === 'session' ? row.session.client : row.message.client);
}

interface RowViewProps extends RowListProps {
  readonly row: Row;
  readonly index: number;
  readonly tabIndex: 0 | -1;
}

function RowView(props: RowViewProps) {
  const { row, index, tabIndex, asked, open, selection, onToggle, onCursor, onEnter, words, linkTo } = props;
  const { t } = useTranslation();
  const place = placeOf(row);
  const isOpen =
    open !== undefined &&
    open.bot === place.bot &&
    open.session === place.session &&
    (asked.tab === 'sessions' || open.message === place.message);
  const found = useFound(asked, row, index);
  const selected = isSelected(selection, row);
  return (
    <div className={classes.view} data-open={isOpen || undefined} data-selected={selected || undefined}>
      {onToggle && (
        <input
          type="checkbox"
          className={classes.check}
          checked={selected}
          onChange={() => onToggle(row)}
          aria-label={t('dialogs.select', { row: nameOf(row) })}
          tabIndex={-1}
        />
      )}
      <Link
        to="/dialogs"
        search={linkTo(place)}
        className={classes.link}
        tabIndex={tabIndex}
        onClick={({ detail }) => {
          onCursor(index);
          // A click by Enter has no position.
          if (detail === 0) {
            onEnter();
          }
        }}
        preload={false}
        aria-current={isOpen ? 'true' : 'false'}
        activeProps={{}}
      >
        {row.kind === 'session' ? (
          <SessionRow session={row.session} words={words} found={found} />
        ) : (
          <PhraseRow message={row.message} words={words} />
        )}
      </Link>
    </div>
  );
}
