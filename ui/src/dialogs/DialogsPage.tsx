import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '../conversation/words';
import type { Filter } from '../filters/filter';
import { FilterBar } from '../filters/FilterBar';
import { useSectionFilters } from '../filters/useSectionFilters';
import { ProblemAlert } from '../problems/ProblemAlert';
import { PAGE_SIZE } from '../lists/VirtualRows';
import { useProject } from '../scope/useScope';
import { useMayChange } from '../session/useMayChange';
import { DialogPane } from './DialogPane';
import classes from './DialogsPage.module.css';
import { RowList } from './RowList';
import { type Asked, pageQuery, type Place, placeOf, type Row, type RowPage, type Tab } from './rows';
import { atPlace, withFields, withFilters, withTab } from './search';
import { NOTHING, sizeOf, toggled } from './selection';
import { SelectionBar } from './SelectionBar';
import { ListHead } from './ListHead';
import { useFilterColumn } from './useFilterColumn';
import { useListKeys } from './useListKeys';
import { useTotals } from './useTotals';
import { indexOf } from './indexOf';

const route = getRouteApi('/inside/dialogs');

/** Dialogs page: filters, the list of sessions or phrases, and the open dialog. */
export function DialogsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const project = useProject();
  const mayChange = useMayChange();
  const { column, filtersShown, onFilters } = useFilterColumn();

  const filters = useSectionFilters('SESSIONS', search.filters);
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
  const changeTab = (next: Tab) => {
    forget();
    void navigate({ search: (before) => withTab(before, next) });
  };

  const { session, bot, message } = search;
  const open: Place | undefined = useMemo(
    () => (session === undefined ? undefined : { session, bot: bot ?? '', ...(message !== undefined && { message }) }),
    [session, bot, message],
  );
  const go = (place: Place | undefined) => navigate({ search: (before) => atPlace(before, place) });

  const total = totals[tab];
  const cached = (index: number): Row | undefined =>
    asked && cache.getQueryData(pageQuery(asked, Math.floor(index / PAGE_SIZE)).queryKey)?.rows[index % PAGE_SIZE];
  const step = async (by: number) => {
    const index = openIndex + by;
    if (asked && openIndex >= 0 && index >= 0 && index < (total ?? 0)) {
      const page = await cache.query(pageQuery(asked, Math.floor(index / PAGE_SIZE)));
      const row = page.rows[index % PAGE_SIZE];
      setCursor(index);
      await go(row && placeOf(row));
    }
  };
  const openIndex =
    open && asked
      ? indexOf(
          open,
          asked,
          cursor,
          cached,
          cache.getQueriesData<RowPage>({ queryKey: pageQuery(asked, 0).queryKey.slice(0, -1) }),
        )
      : -1;

  const move = (by: number) =>
    setCursor((at) => Math.max(0, Math.min((total ?? 1) - 1, at < 0 && openIndex >= 0 ? openIndex + by : at + by)));
  useListKeys({
    onMove: move,
    onSelect: () => {
      const row = cached(cursor);
      if (row && mayChange) {
        setSelection((before) => toggled(before, row));
      }
    },
    onLabel: () => {
      const row = cached(cursor);
      if (row && mayChange && sizeOf(selection, 1) === 0) {
        setSelection(toggled(NOTHING, row));
      }
      setLabelling(mayChange && (row !== undefined || sizeOf(selection, 1) > 0));
    },
  });

  const words = useMemo(() => wordsOf(filters.chosen), [filters.chosen]);
  return (
    <div className={classes.page} data-open={open !== undefined || undefined}>
      <title>{`${t('dialogs.title')} · Parley`}</title>
      {column && (
        <div className={classes.filters}>
          <FilterBar filters={filters} onChange={changeFilters} column />
        </div>
      )}
      <div className={classes.list}>
        <h1 className="visually-hidden">{t('dialogs.title')}</h1>
        <ListHead
          tab={tab}
          totals={totals}
          onTab={changeTab}
          filtersShown={filtersShown}
          onFilters={onFilters}
          report={mayChange ? filters.sent : undefined}
        />
        {!column && (
          <div className={classes.bar}>
            <FilterBar filters={filters} onChange={changeFilters} />
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
            onFields={(questionId) => void navigate({ search: (before) => withFields(before, questionId) })}
            onClose={() => void go(undefined)}
            {...(openIndex > 0 && { onPrevious: () => void step(-1) })}
            {...(openIndex >= 0 && openIndex + 1 < (total ?? 0) && { onNext: () => void step(1) })}
          />
        ) : (
          <p className={classes.hint}>{t('dialogs.hint')}</p>
        )}
      </section>
    </div>
  );
}
