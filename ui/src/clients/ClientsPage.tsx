import { Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconBan, IconSearch } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Marked } from '../conversation/Marked';
import { clientName } from '../conversation/names';
import type { Filter } from '../filters/filter';
import { FilterBar } from '../filters/FilterBar';
import { useSectionFilters } from '../filters/useSectionFilters';
import { VirtualRows } from '../lists/VirtualRows';
import { ReportMenu } from '../reports/ReportMenu';
import { formatMoment, formatNumber } from '../scope/format';
import { useProject, useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { type Client, clientPageQuery, withName } from './clientQueries';
import classes from './ClientsPage.module.css';

const route = getRouteApi('/inside/clients');

/** List of clients with search by name or id, and filters. */
export function ClientsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { q, filters: chosen, time } = route.useSearch();
  const navigate = route.useNavigate();
  const project = useProject();
  const [cursor, setCursor] = useState(-1);
  const filters = useSectionFilters('CLIENTS', chosen, time);
  const asked: readonly Filter[] | undefined = useMemo(
    () => filters.sent && (q === undefined ? filters.sent : [...filters.sent, withName(q)]),
    [filters.sent, q],
  );
  const page = useCallback((number: number) => clientPageQuery(project, asked ?? [], number), [project, asked]);
  const { data: first } = useQuery({ ...page(0), enabled: asked !== undefined });
  const find = useDebouncedCallback((words: string) => {
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(words.trim() !== '' && { q: words.trim() }) }),
      replace: true,
    });
  }, 250);
  const words = q === undefined ? [] : [q];
  return (
    <div className={classes.page}>
      <title>{`${t('clients.title')} · Parley`}</title>
      <div className={classes.head}>
        <h1 className={classes.title}>
          {t('clients.title')} <span className={classes.total}>{first ? formatNumber(first.total, language) : ''}</span>
        </h1>
        <TextInput
          defaultValue={q ?? ''}
          onChange={(event) => find(event.currentTarget.value)}
          placeholder={t('clients.find')}
          aria-label={t('clients.find')}
          leftSection={<IconSearch size={14} />}
          size="xs"
          w={220}
        />
        <FilterBar
          filters={filters}
          onUsualTime={() => void navigate({ search: ({ time: _, ...rest }) => rest })}
          onChange={(next) =>
            void navigate({ search: ({ filters: _, ...rest }) => ({ ...rest, ...(next && { filters: next }) }) })
          }
        />
        {asked && (
          <div className={classes.report}>
            <ReportMenu kinds={['clients']} filters={asked} />
          </div>
        )}
      </div>
      <div className={classes.columns} aria-hidden>
        <span>{t('clients.name')}</span>
        <span>{t('clients.id')}</span>
        <span>{t('clients.firstContact')}</span>
        <span>{t('clients.lastVisit')}</span>
      </div>
      {asked && (
        <VirtualRows
          key={JSON.stringify([project, asked])}
          pageQuery={page}
          rowHeight={44}
          cursor={cursor}
          onCursor={setCursor}
          label={t('clients.title')}
          empty={
            <>
              <Text fw={600}>{t('clients.none')}</Text>
              <Text size="sm" c="dimmed">
                {t('clients.noneHint')}
              </Text>
            </>
          }
        >
          {(client, _, tabIndex) => <ClientRow client={client} words={words} tabIndex={tabIndex} />}
        </VirtualRows>
      )}
    </div>
  );
}

interface ClientRowProps {
  readonly client: Client;
  readonly words: readonly string[];
  readonly tabIndex: 0 | -1;
}

function ClientRow({ client, words, tabIndex }: ClientRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { id, botId = '', channelType, joinDate, lastVisitDate, isBlocked, username } = client;
  return (
    <Link
      to="/clients/client"
      search={({ project, period, zone }) => ({ project, period, zone, bot: botId, client: id }) as never}
      preload={false}
      tabIndex={tabIndex}
      className={classes.row}
    >
      <span className={classes.name}>
        <ChannelIcon type={channelType} />
        <b>
          <Marked text={clientName(client)} words={words} />
        </b>
        {username !== undefined && <span className={classes.quiet}>@{username}</span>}
        {isBlocked && (
          <span className={classes.blocked} title={client.blockReason ?? ''}>
            <IconBan size={14} aria-hidden /> {t('clients.blocked')}
          </span>
        )}
      </span>
      <span className={classes.id}>
        <Marked text={id} words={words} />
      </span>
      <time dateTime={joinDate} title={t('clients.firstContact')}>
        {formatMoment(joinDate, zone, language)}
      </time>
      <time dateTime={lastVisitDate} title={t('clients.lastVisit')}>
        {formatMoment(lastVisitDate, zone, language)}
      </time>
    </Link>
  );
}
