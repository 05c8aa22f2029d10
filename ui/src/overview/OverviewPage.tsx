import { SegmentedControl, Switch, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../filters/FilterBar';
import { isImportant } from '../filters/filter';
import { useSectionFilters } from '../filters/useSectionFilters';
import { usePeriod, useProject } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { CardOf } from './CardOf';
import { CARDS, TILES } from './declarations';
import { earlierThan, endOf, type Look, naturalInterval, possibleIntervals } from './look';
import { type MetricInfo, metricInfosQuery } from './metrics';
import classes from './OverviewPage.module.css';
import { Tile } from './Tile';

const route = getRouteApi('/inside/overview');

const NO_INFOS: ReadonlyMap<string, MetricInfo> = new Map();

/** Overview of a project's conversations: key figures and a card for each topic. */
export function OverviewPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const look = useLook();
  const filters = useSectionFilters('SESSIONS', search.filters);
  const { data, isError } = useQuery(metricInfosQuery(useLanguage()));
  // If the titles cannot be loaded, the numbers are shown without them.
  const infos = isError ? NO_INFOS : data;
  const tables = search.tables ?? [];
  return (
    <div className={classes.page}>
      <title>{`${t('overview.title')} · Parley`}</title>
      <div className={classes.head}>
        <Title order={1}>{t('overview.title')}</Title>
        <div className={classes.choices}>
          <Intervals chosen={look.interval} />
          <Switch
            size="xs"
            label={t('overview.compare')}
            checked={look.earlier !== undefined}
            onChange={(event) => {
              const compare = event.currentTarget.checked;
              void navigate({ search: (before) => ({ ...before, compare: compare ? undefined : false }) });
            }}
          />
        </div>
      </div>
      <FilterBar
        filters={filters}
        onChange={(chosen) => void navigate({ search: (before) => ({ ...before, filters: chosen }) })}
      />
      <div className={classes.tiles}>
        {TILES.map((declaration) => (
          <Tile key={declaration.metric} declaration={declaration} info={infos?.get(declaration.metric)} look={look} />
        ))}
      </div>
      <div className={classes.cards}>
        {CARDS.map((declaration) => (
          <CardOf
            key={declaration.id}
            declaration={declaration}
            look={look}
            infos={infos}
            isTable={tables.includes(declaration.id)}
            onTable={(isTable) => {
              const others = tables.filter((id) => id !== declaration.id);
              const chosen = isTable ? [...others, declaration.id] : others;
              void navigate({
                search: (before) => ({ ...before, tables: chosen.length === 0 ? undefined : chosen }),
                replace: true,
                resetScroll: false,
              });
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Intervals({ chosen }: { readonly chosen: Look['interval'] }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const possible = possibleIntervals(usePeriod());
  if (possible.length < 2) {
    return null;
  }
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('overview.by.name')}
      value={chosen}
      data={possible.map((interval) => ({ value: interval, label: t(`overview.by.${interval}`) }))}
      onChange={(by) => void navigate({ search: (before) => ({ ...before, by }) })}
    />
  );
}

/** Returns the selection in the URL; the object is stable while the URL is. */
function useLook(): Look {
  const { by, compare = true, filters } = route.useSearch();
  const project = useProject();
  const period = usePeriod();
  const interval = by !== undefined && possibleIntervals(period).includes(by) ? by : naturalInterval(period);
  const end = endOf(period, new Date()).getTime();
  return useMemo(
    () => ({
      project,
      from: period.from.toISOString(),
      to: new Date(end).toISOString(),
      zone: period.zone,
      interval,
      filters: (filters ?? []).filter(isImportant),
      ...(compare && { earlier: earlierThan(period, new Date(end)) }),
    }),
    [project, period, end, interval, filters, compare],
  );
}
