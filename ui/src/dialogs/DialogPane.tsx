import { ActionIcon, Skeleton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Chat } from '../conversation/Chat';
import { FieldsDrawer } from '../conversation/FieldsDrawer';
import { More } from '../conversation/More';
import { clientName } from '../conversation/names';
import type { Message } from '../conversation/reply';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useProject } from '../scope/useScope';
import type { Filter } from '../filters/filter';
import classes from './DialogPane.module.css';
import { FoundBar } from './FoundBar';
import { foundQuery, indexOfFound } from './found';
import { dialogQuery, pageOfMessageQuery } from './dialogQueries';
import type { Place } from './rows';
import { MESSAGES_ID } from './useOpenPlace';
import { Facts } from './SessionFacts';
import { ChatSkeleton } from './ChatSkeleton';
import { Step } from './Step';

interface DialogPaneProps {
  readonly place: Place;
  /** The message with its fields shown. */
  readonly fields: string | undefined;
  readonly words: readonly string[];
  /** The filters of the list. */
  readonly filters: readonly Filter[];
  /** Leads to a message of the session. */
  readonly onMessage: (questionId: string) => void;
  readonly onFields: (questionId: string | undefined) => void;
  readonly onClose: () => void;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}

/** Session as a chat. */
export function DialogPane(props: DialogPaneProps) {
  const { place, fields, words, filters, onMessage, onFields, onClose, onPrevious, onNext } = props;
  const { t } = useTranslation();
  const project = useProject();
  const router = useRouter();
  const { session: sessionId, bot } = place;
  const asked = { project, sessionId, botId: bot };

  // Without a message in the address, the session opens at the first one that the filters have found.
  const ofSession = useQuery(foundQuery(project, filters, [sessionId]));
  const found = ofSession.data?.filter(({ botId }) => bot === '' || botId === bot) ?? [];
  const foundIndex = indexOfFound(found, place.message);
  const message = place.message ?? found[foundIndex]?.questionId;

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
                to="/clients/client"
                search={({ project, period, zone }) =>
                  ({ project, period, zone, bot: session.botId, client: session.client.id }) as never
                }
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
        <ActionIcon className={classes.close} aria-label={t('forms.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {session && <Facts session={session} />}
      {found.length > 0 && <FoundBar found={found} index={foundIndex} onMessage={onMessage} />}
      {problem && (
        <div className={classes.problem}>
          <ProblemAlert problem={problem} />
        </div>
      )}
      <div
        id={MESSAGES_ID}
        className={classes.scroller}
        tabIndex={0}
        role="group"
        aria-label={t('conversation.messages')}
      >
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
