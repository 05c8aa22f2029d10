import { Skeleton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Chat } from '../conversation/Chat';
import { FieldsDrawer } from '../conversation/FieldsDrawer';
import { More } from '../conversation/More';
import { clientName, formatLength } from '../conversation/names';
import type { Message } from '../conversation/reply';
import { ProblemAlert } from '../frame/ProblemAlert';
import { formatFull, formatMoment, formatNumber } from '../scope/format';
import { useProject, useSession, useZone } from '../scope/useScope';
import { useMayChange } from '../session/useMayChange';
import { useLanguage } from '../text/language';
import { Blocking } from './Blocking';
import classes from './ClientPage.module.css';
import {
  type Client,
  type ClientAsked,
  clientQuery,
  historyQuery,
  pageOfMessageQuery,
  SESSIONS_SHOWN,
  sessionsOfClientQuery,
} from './clientQueries';
import { Erasing } from './Erasing';
import { withFields } from './search';

const route = getRouteApi('/inside/clients/$bot/$client');

/** Page of a client: its data, its sessions, and its whole history as one chat. */
export function ClientPage() {
  const { t } = useTranslation();
  const project = useProject();
  const { bot: botId, client: clientId } = route.useParams();
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

function Sessions({ asked }: { readonly asked: ClientAsked }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { data, error } = useQuery(sessionsOfClientQuery(asked));
  return (
    <details className={classes.sessions} open>
      <summary>
        {t('clients.sessions')} <span className={classes.quiet}>{data ? formatNumber(data.total, language) : ''}</span>
      </summary>
      {error && <ProblemAlert problem={error} />}
      <ul>
        {data?.sessions.map(({ sessionId, botId, startTime, firstQuestion, duration = 0 }) => (
          <li key={sessionId}>
            <Link
              to="/dialogs"
              search={({ project, period, zone }) =>
                ({ project, period, zone, session: sessionId, bot: botId }) as never
              }
              preload={false}
            >
              <span className={classes.when}>
                <time dateTime={startTime}>{formatMoment(startTime, zone, language)}</time>
                <span>{formatLength(duration)}</span>
              </span>
              <span className={classes.first}>{firstQuestion ?? t('dialogs.noQuestion')}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data && data.total > SESSIONS_SHOWN && (
        <p className={classes.quiet}>{t('clients.newest', { count: SESSIONS_SHOWN })}</p>
      )}
    </details>
  );
}

const NO_WORDS: readonly string[] = [];

function History({ asked, lastPage }: { readonly asked: ClientAsked; readonly lastPage: number }) {
  const { t } = useTranslation();
  const { message, fields } = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const start = useQuery({
    ...pageOfMessageQuery(asked, message ?? ''),
    enabled: message !== undefined,
    placeholderData: keepPreviousData,
  });
  const known = message === undefined || start.data !== undefined || start.isError;
  const history = useInfiniteQuery({ ...historyQuery(asked, start.data ?? lastPage), enabled: known });
  const messages = useMemo(() => history.data?.pages.flatMap((page) => page.messages) ?? [], [history.data]);
  const { botId, clientId, project } = asked;
  const linkTo = useCallback(
    ({ questionId }: Message) =>
      router.buildLocation({
        to: '/clients/$bot/$client',
        params: { bot: botId, client: clientId },
        search: { project, message: questionId },
      } as never).href,
    [router, botId, clientId, project],
  );
  const showFields = useCallback(
    ({ questionId }: Message) => void navigate({ search: (before) => withFields(before, questionId) }),
    [navigate],
  );
  const openSession = useCallback(
    ({ sessionId }: Message) =>
      void router.navigate({
        to: '/dialogs',
        search: ({ project, period, zone }) => ({ project, period, zone, session: sessionId, bot: botId }) as never,
      }),
    [router, botId],
  );

  // The chat opens at the latest message.
  const scroller = useRef<HTMLDivElement>(null);
  const arrived = messages.length > 0;
  useLayoutEffect(() => {
    if (!arrived || message !== undefined) {
      return undefined;
    }
    const toEnd = () => scroller.current?.querySelector('ol > li:last-child')?.scrollIntoView({ block: 'end' });
    toEnd();
    // Until now the heights of invisible messages were estimates, so it scrolls again.
    let frame = requestAnimationFrame(() => {
      toEnd();
      frame = requestAnimationFrame(toEnd);
    });
    return () => cancelAnimationFrame(frame);
  }, [arrived, message]);

  const problem = history.error ?? start.error;
  return (
    <div ref={scroller} className={classes.scroller}>
      {problem && <ProblemAlert problem={problem} />}
      {history.hasPreviousPage && (
        <More
          name={t('dialogs.earlier')}
          busy={history.isFetchingPreviousPage}
          onMore={() => void history.fetchPreviousPage()}
        />
      )}
      <Chat
        messages={messages}
        botId={botId}
        words={NO_WORDS}
        pointed={message}
        separateSessions
        onShowFields={showFields}
        onOpenSession={openSession}
        linkTo={linkTo}
      />
      {history.hasNextPage && (
        <More
          name={t('dialogs.later')}
          busy={history.isFetchingNextPage}
          onMore={() => void history.fetchNextPage()}
          auto
        />
      )}
      <FieldsDrawer
        message={fields === undefined ? undefined : messages.find(({ questionId }) => questionId === fields)}
        onClose={() => void navigate({ search: (before) => withFields(before, undefined) })}
      />
    </div>
  );
}
