import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { clientName } from '../conversation/names';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatFull, formatNumber } from '../scope/format';
import { useProject, useZone } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { useMayChange } from '../session/useMayChange';
import { useLanguage } from '../language/language';
import { Blocking } from './Blocking';
import classes from './ClientPage.module.css';
import { type Client, type ClientAsked, clientQuery } from './clientQueries';
import { Erasing } from './Erasing';
import { History } from './ClientHistory';
import { Sessions } from './ClientSessions';

const route = getRouteApi('/inside/clients/client');

/** Page of a client: its data, its sessions, and its whole history as one chat. */
export function ClientPage() {
  const { t } = useTranslation();
  const project = useProject();
  const { bot: botId = '', client: clientId = '' } = route.useSearch();
  const asked = useMemo(() => ({ project, botId, clientId }), [project, botId, clientId]);
  const { data, error } = useQuery(clientQuery(asked));
  const name = data ? clientName(data.client) : clientId;
  return (
    <div className={classes.page}>
      <title>{`${name} · Parley`}</title>
      <aside className={classes.side}>
        <Link
          to="/clients"
          search={({ project, period, zone }) => ({ project, period, zone }) as never}
          className={classes.back}
        >
          <IconArrowLeft size={14} aria-hidden /> {t('clients.all')}
        </Link>
        <h1 className={classes.name}>
          {data && <ChannelIcon type={data.client.channelType} size={18} />} {name}
        </h1>
        {error && <ProblemAlert problem={error} />}
        {!data && !error && <Skeleton h={120} className="after-300ms" />}
        {data && <Profile asked={asked} client={data.client} messages={data.messages} />}
        <Sessions asked={asked} />
      </aside>
      <section className={classes.history} aria-label={t('clients.history')}>
        {data && <History asked={asked} lastPage={data.lastPage} />}
      </section>
    </div>
  );
}

interface ProfileProps {
  readonly asked: ClientAsked;
  readonly client: Client;
  readonly messages: number;
}

function Profile({ asked, client, messages }: ProfileProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const mayChange = useMayChange();
  const { user } = useSession();
  const facts: readonly (readonly [string, string])[] = [
    [t('clients.id'), client.id],
    ...(client.username === undefined ? [] : [[t('clients.username'), client.username] as const]),
    [t('clients.channel'), `${client.channelType}, ${asked.botId}`],
    [t('clients.firstContact'), formatFull(client.joinDate, zone, language)],
    [t('clients.lastVisit'), formatFull(client.lastVisitDate, zone, language)],
    [t('clients.messages'), formatNumber(messages, language)],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Blocking asked={asked} client={client} mayChange={mayChange} />
      {user.role === 'ADMIN' && <Erasing asked={asked} />}
    </>
  );
}
