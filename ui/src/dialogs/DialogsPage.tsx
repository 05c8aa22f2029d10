import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '../conversation/words';
import type { Filter } from '../filters/filter';
import { FilterBar } from '../filters/FilterBar';
import { useSectionFilters } from '../filters/useSectionFilters';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useProject } from '../scope/useScope';
import { useMayChange } from '../session/useMayChange';
import { DialogPane } from './DialogPane';
import classes from './DialogsPage.module.css';
import { RowList } from './RowList';
import type { Asked, Place, Row, Tab } from './rows';
import { atPlace, withFields, withFilters, withTab, withUsualTime } from './search';
import { NOTHING, sizeOf, toggled } from './selection';
import { SelectionBar } from './SelectionBar';
import { ListHead } from './ListHead';
import { useFilterColumn } from './useFilterColumn';
import { useListKeys } from './useListKeys';
import { useOpenPlace } from './useOpenPlace';
import { useTotals } from './useTotals';

const route = getRouteApi('/inside/dialogs');

const NO_FILTERS: readonly Filter[] = [];

/** Dialogs page: filters, the list of sessions or phrases, and the open dialog. */
export function DialogsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const project = useProject();
  const mayChange = useMayChange();
  const { column, filtersShown, onFilters } = useFilterColumn();

  const filters = useSectionFilters('SESSIONS', search.filters, search.time);
  const tab: Tab = search.tab ?? 'sessions';
  const asked: Asked | undefined = useMemo(
    () => filters.sent && { tab, project, filters: filters.sent },
    [filters.sent, tab, project],
  );
  const totals = useTotals(asked);

  const [cursor, setCursor] = useState(-1);
  const [selection, setSelection] = useState(NOTHING);
  const [labelling, setLabelling] = useState(false);
  const forget = () => {
    setCursor(-1);
    setSelection(NOTHING);
  };
  const changeFilters = (chosen: readonly Filter[] | undefined) => {
    forget();
    void navigate({ search: (before) => withFilters(before, chosen) });
  };
  const usualTime = () => {
    forget();
    void navigate({ search: withUsualTime });
  };
  const changeTab = (next: Tab) => {
    forget();
    void navigate({ search: (before) => withTab(before, next) });
  };

  const go = (place: Place | undefined) => navigate({ search: (before) => atPlace(before, place) });
  const total = totals[tab];
  const { open, openIndex, rowAt, close, enter, step, hasPrevious, hasNext } = useOpenPlace({
    asked,
    search,
    total,
    cursor,
    onCursor: setCursor,
    go,
  });
  const current = () => rowAt(cursor < 0 ? openIndex : cursor);
  const hasSelection = sizeOf(selection, 1) > 0;
  useListKeys({
    onSelect: () => {
      const row = current();
      if (row && mayChange) {
        setSelection((before) => toggled(before, row));
      }
    },
    onLabel: () => {
      const row = current();
      if (row && mayChange && !hasSelection) {
        setSelection(toggled(NOTHING, row));
      }
      setLabelling(mayChange && (row !== undefined || hasSelection));
    },
    onClose: open && (() => void close()),
  });

  const words = useMemo(() => wordsOf(filters.chosen), [filters.chosen]);
  return (
    <div className={classes.page} data-open={open !== undefined || undefined}>
      <title>{`${t('dialogs.title')} · Parley`}</title>
      <h1 className="visually-hidden">{t('dialogs.title')}</h1>
      {column && (
        <div className={classes.filters}>
          <FilterBar filters={filters} onChange={changeFilters} onUsualTime={usualTime} column />
        </div>
      )}
      <div className={classes.list}>
        <ListHead
          tab={tab}
          totals={totals}
          onTab={changeTab}
          filtersShown={filtersShown}
          onFilters={onFilters}
          onSelectAll={mayChange && (total ?? 0) > 0 ? () => setSelection({ kind: 'all' }) : undefined}
          report={filters.sent}
        />
        {!column && (
          <div className={classes.bar}>
            <FilterBar filters={filters} onChange={changeFilters} onUsualTime={usualTime} />
          </div>
        )}
        {asked && sizeOf(selection, total ?? 0) > 0 && (
          <SelectionBar
            asked={asked}
            selection={selection}
            total={total ?? 0}
            labelling={labelling}
            onLabelling={setLabelling}
            onChange={setSelection}
          />
        )}
        {asked ? (
          <RowList
            key={JSON.stringify([asked.tab, asked.project, asked.filters])}
            asked={asked}
            open={open}
            cursor={cursor}
            onCursor={setCursor}
            openIndex={openIndex}
            onEnter={enter}
            selection={selection}
            {...(mayChange && { onToggle: (row: Row) => setSelection((before) => toggled(before, row)) })}
            words={words}
            linkTo={(place) => atPlace(search, place)}
          />
        ) : (
          filters.error && <ProblemAlert problem={filters.error} />
        )}
      </div>
      <section className={classes.dialog} aria-label={t('dialogs.dialog')}>
        {open ? (
          <DialogPane
            key={`${open.bot} ${open.session}`}
            place={open}
            fields={search.fields}
            words={words}
            filters={filters.sent ?? NO_FILTERS}
            onMessage={(message) =>
              void navigate({ search: (before) => atPlace(before, { ...open, message }), replace: true })
            }
            onFields={(questionId) => void navigate({ search: (before) => withFields(before, questionId) })}
            onClose={() => void close()}
            {...(hasPrevious && { onPrevious: () => void step(-1) })}
            {...(hasNext && { onNext: () => void step(1) })}
          />
        ) : (
          <p className={classes.hint}>{t('dialogs.hint')}</p>
        )}
      </section>
    </div>
  );
}
