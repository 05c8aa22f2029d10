import { ActionIcon, CopyButton, Skeleton, Tooltip } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { IconArrowLeft, IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconX } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Chat } from '../conversation/Chat';
import { FieldsDrawer } from '../conversation/FieldsDrawer';
import { More } from '../conversation/More';
import { clientName, formatLength } from '../conversation/names';
import type { Message } from '../conversation/reply';
import { ProblemAlert } from '../frame/ProblemAlert';
import { SessionLabels } from '../labelling/SessionLabels';
import { formatFull, formatMoment } from '../scope/format';
import { useProject, useZone } from '../scope/useScope';
import { useLanguage } from '../text/language';
import classes from './DialogPane.module.css';
import { dialogQuery, pageOfMessageQuery } from './dialogQueries';
import type { Place } from './rows';

interface DialogPaneProps {
  readonly place: Place;
  /** The message with its fields shown. */
  readonly fields: string | undefined;
  readonly words: readonly string[];
  readonly onFields: (questionId: string | undefined) => void;
  readonly onClose: () => void;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}

/** Session as a chat. */
export function DialogPane({ place, fields, words, onFields, onClose, onPrevious, onNext }: DialogPaneProps) {
  const { t } = useTranslation();
  const project = useProject();
  const router = useRouter();
  const { session: sessionId, bot, message } = place;
  const asked = { project, sessionId, botId: bot };

  // No request for the page number if a fetched page contains the message.
  const start = useQuery({
    ...pageOfMessageQuery(asked, message ?? ''),
    enabled: message !== undefined,
    placeholderData: keepPreviousData,
  });
  const known = message === undefined || start.data !== undefined || start.isError;
  const {
    data,
    error,
    isFetching,
    hasPreviousPage,
    hasNextPage,
    fetchPreviousPage,
    fetchNextPage,
    isFetchingNextPage,
    isFetchingPreviousPage,
  } = useInfiniteQuery({ ...dialogQuery(asked, start.data ?? 0), enabled: known });
  const messages = useMemo(() => data?.pages.flatMap((page) => page.messages) ?? [], [data]);
  const session = data?.pages[0]?.session;
  const linkTo = useCallback(
    ({ questionId }: Message) =>
      router.buildLocation({
        to: '/dialogs',
        search: { session: sessionId, bot, message: questionId },
      } as never).href,
    [router, sessionId, bot],
  );
  const showFields = useCallback(({ questionId }: Message) => onFields(questionId), [onFields]);
  const problem = error ?? start.error;
  return (
    <>
      <div className={classes.bar}>
        <ActionIcon className={classes.back} aria-label={t('dialogs.back')} onClick={onClose}>
          <IconArrowLeft size={18} />
        </ActionIcon>
        <h2 className={classes.title}>
          {session ? (
            <>
              <ChannelIcon type={session.channelType} size={16} />
              <Link
                to="/clients/$bot/$client"
                params={{ bot: session.botId, client: session.client.id }}
                search={({ project, period, zone }) => ({ project, period, zone }) as never}
                title={t('dialogs.toClient')}
              >
                {clientName(session.client)}
              </Link>
            </>
          ) : (
            !problem && <Skeleton h={14} w={160} className="after-300ms" />
          )}
        </h2>
        <Step name={t('dialogs.previous')} Icon={IconChevronUp} onClick={onPrevious} />
        <Step name={t('dialogs.next')} Icon={IconChevronDown} onClick={onNext} />
        <ActionIcon className={classes.close} aria-label={t('frame.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {session && <Facts session={session} />}
      {problem && (
        <div className={classes.problem}>
          <ProblemAlert problem={problem} />
        </div>
      )}
      <div className={classes.scroller}>
        {hasPreviousPage && (
          <More name={t('dialogs.earlier')} busy={isFetchingPreviousPage} onMore={() => void fetchPreviousPage()} />
        )}
        {!data && isFetching && <ChatSkeleton />}
        <Chat
          messages={messages}
          botId={session?.botId ?? bot}
          words={words}
          pointed={message}
          onShowFields={showFields}
          linkTo={linkTo}
        />
        {hasNextPage && (
          <More name={t('dialogs.later')} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} auto />
        )}
      </div>
      <FieldsDrawer
        message={fields === undefined ? undefined : messages.find(({ questionId }) => questionId === fields)}
        onClose={() => onFields(undefined)}
      />
    </>
  );
}

interface StepProps {
  readonly name: string;
  readonly Icon: typeof IconChevronUp;
  readonly onClick: (() => void) | undefined;
}

function Step({ name, Icon, onClick }: StepProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} disabled={!onClick} {...(onClick && { onClick })}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Properties of the whole session. */
function Facts({ session }: { readonly session: Schemas['SessionInfo'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { sessionId, startTime, duration = 0, questionCount = 0, sessionResult, sessionData = {} } = session;
  return (
    <div className={classes.facts}>
      <span className={classes.id} title={sessionId}>
        {sessionId}
      </span>
      {isSecureContext && (
        <CopyButton value={sessionId}>
          {({ copied, copy }) => (
            <ActionIcon size="sm" aria-label={t('dialogs.copyId')} title={t('dialogs.copyId')} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          )}
        </CopyButton>
      )}
      <time className="number" dateTime={startTime} title={formatFull(startTime, zone, language)}>
        {formatMoment(startTime, zone, language)}
      </time>
      <span className="number" title={t('dialogs.length')}>
        {formatLength(duration)}
      </span>
      <span className="number">{t('dialogs.messages', { count: questionCount })}</span>
      {sessionResult !== undefined && (
        <span>
          {t('dialogs.result')}: <b>{sessionResult}</b>
        </span>
      )}
      {Object.entries(sessionData).map(([key, value]) => (
        <span key={key}>
          {key}: <b>{value}</b>
        </span>
      ))}
      {session.audioFileUrl !== undefined && (
        <span className={classes.id} title={session.audioFileUrl}>
          {t('dialogs.recording')}: {session.audioFileUrl}
        </span>
      )}
      <SessionLabels session={session} />
    </div>
  );
}

function ChatSkeleton() {
  return (
    <div className={classes.skeleton}>
      {[40, 60, 30, 55].map((width, index) => (
        <Skeleton key={width} h={34} w={`${width}%`} ml={index % 2 === 1 ? 'auto' : 0} className="after-300ms" />
      ))}
    </div>
  );
}
