import { Button, Tabs } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '../conversation/words';
import type { Filter } from '../filters/filter';
import { FilterBar } from '../filters/FilterBar';
import { useSectionFilters } from '../filters/useSectionFilters';
import { keepPreference, readPreference } from '../frame/preference';
import { ProblemAlert } from '../frame/ProblemAlert';
import { PAGE_SIZE } from '../lists/VirtualRows';
import { ReportMenu } from '../reports/ReportMenu';
import { formatNumber } from '../scope/format';
import { useProject } from '../scope/useScope';
import { useMayChange } from '../session/useMayChange';
import { useLanguage } from '../text/language';
import { DialogPane } from './DialogPane';
import classes from './DialogsPage.module.css';
import { RowList } from './RowList';
import {
  type Asked,
  isSamePlace,
  pageQuery,
  type Place,
  placeOf,
  type Row,
  type RowPage,
  type Tab,
  totalQuery,
} from './rows';
import { atPlace, withFields, withFilters, withTab } from './search';
import { NOTHING, sizeOf, toggled } from './selection';
import { SelectionBar } from './SelectionBar';

const route = getRouteApi('/inside/dialogs');

/** Dialogs page: filters, the list of sessions or phrases, and the open dialog. */
export function DialogsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const project = useProject();
  const mayChange = useMayChange();
  const roomy = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const [filtersShown, setFiltersShown] = useState(() => readPreference('dialog-filters') !== 'hidden');
  const column = roomy && filtersShown;

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
  const changeTab = (next: string | null) => {
    forget();
    void navigate({ search: (before) => withTab(before, next === 'phrases' ? 'phrases' : 'sessions') });
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
  const whenFree = (act: () => void) => () => {
    // An open menu or dialog handles the keys.
    if (document.querySelector('[role="dialog"], [role="menu"]') === null) {
      act();
    }
  };
  useHotkeys([
    ['j', whenFree(() => move(1))],
    ['k', whenFree(() => move(-1))],
    [
      'x',
      whenFree(() => {
        const row = cached(cursor);
        if (row && mayChange) {
          setSelection((before) => toggled(before, row));
        }
      }),
    ],
    [
      'l',
      whenFree(() => {
        const row = cached(cursor);
        if (row && mayChange && sizeOf(selection, 1) === 0) {
          setSelection(toggled(NOTHING, row));
        }
        if (mayChange && (row ?? sizeOf(selection, 1) > 0)) {
          setLabelling(true);
        }
      }),
    ],
  ]);

  const words = useMemo(() => wordsOf(filters.chosen), [filters.chosen]);
  const toggleFilters = () => {
    setFiltersShown(!filtersShown);
    keepPreference('dialog-filters', filtersShown ? 'hidden' : 'shown');
  };
  const FilterIcon = filtersShown ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
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
        <div className={classes.head}>
          <Tabs value={tab} onChange={changeTab} className={classes.tabs}>
            <Tabs.List>
              {(['sessions', 'phrases'] as const).map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {t(`dialogs.${name}`)}{' '}
                  <span className={classes.total}>
                    {totals[name] === undefined ? '' : formatNumber(totals[name], language)}
                  </span>
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          {roomy && (
            <Button
              variant="subtle"
              color="gray"
              px={6}
              onClick={toggleFilters}
              aria-label={t(filtersShown ? 'dialogs.hideFilters' : 'dialogs.showFilters')}
              title={t(filtersShown ? 'dialogs.hideFilters' : 'dialogs.showFilters')}
            >
              <FilterIcon size={16} />
            </Button>
          )}
          {mayChange && filters.sent && <ReportMenu kinds={['sessions', 'messages']} filters={filters.sent} />}
        </div>
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

/** Returns the exact totals of both tabs. */
function useTotals(asked: Asked | undefined): Readonly<Record<Tab, number | undefined>> {
  const of = (tab: Tab) => ({
    ...totalQuery({ tab, project: asked?.project ?? '', filters: asked?.filters ?? [] }),
    enabled: asked !== undefined && asked.tab !== tab,
  });
  const first = useQuery({
    ...pageQuery(asked ?? { tab: 'sessions', project: '', filters: [] }, 0),
    enabled: asked !== undefined,
  });
  const sessions = useQuery(of('sessions'));
  const phrases = useQuery(of('phrases'));
  return {
    sessions: asked?.tab === 'sessions' ? first.data?.total : sessions.data,
    phrases: asked?.tab === 'phrases' ? first.data?.total : phrases.data,
  };
}

/** Returns the index of the open place among the loaded rows; -1 if it is not among them. */
function indexOf(
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
