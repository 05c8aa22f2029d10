import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Chat } from '../conversation/Chat';
import { FieldsDrawer } from '../conversation/FieldsDrawer';
import { More } from '../conversation/More';
import type { Message } from '../conversation/reply';
import { ProblemAlert } from '../problems/ProblemAlert';
import classes from './ClientPage.module.css';
import { type ClientAsked, historyQuery, pageOfMessageQuery } from './clientQueries';
import { withFields } from './search';

const route = getRouteApi('/inside/clients/client');

const NO_WORDS: readonly string[] = [];

export function History({ asked, lastPage }: { readonly asked: ClientAsked; readonly lastPage: number }) {
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
        to: '/clients/client',
        search: { project, bot: botId, client: clientId, message: questionId },
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
