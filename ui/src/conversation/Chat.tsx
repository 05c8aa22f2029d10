import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../scope/format';
import { dayIn } from '../scope/zonedTime';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../text/language';
import classes from './Chat.module.css';
import { ChatMessage } from './ChatMessage';
import type { Message } from './reply';

export interface ChatProps {
  readonly messages: readonly Message[];
  /** The channel that the messages are of. */
  readonly botId: string;
  /** Words to mark. */
  readonly words: readonly string[];
  /** The message that the address points at. */
  readonly pointed: string | undefined;
  /** Whether each session is announced: a client's history has many. */
  readonly separateSessions?: boolean;
  readonly onShowFields: (message: Message) => void;
  /** The address of a message, to hand on. */
  readonly linkTo: (message: Message) => string;
  /** Where the session of the message is shown. */
  readonly onOpenSession?: (message: Message) => void;
}

/** Messages as people saw them: the client on the left, the bot and operators on the right, days apart. */
export const Chat = memo(function Chat({ messages, separateSessions = false, onOpenSession, ...shared }: ChatProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  return (
    <ol className={classes.chat} aria-label={t('conversation.messages')}>
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const day = dayIn(zone, new Date(message.timestamp));
        const newDay = before === undefined || dayIn(zone, new Date(before.timestamp)) !== day;
        const newSession = separateSessions && before?.sessionId !== message.sessionId;
        return (
          <li key={message.questionId} className={classes.item}>
            {newSession && (
              <div className={classes.session}>
                <span>{t('conversation.session')}</span>
                <button type="button" onClick={() => onOpenSession?.(message)}>
                  {message.sessionId}
                </button>
              </div>
            )}
            {newDay && <div className={classes.day}>{formatDay(message.timestamp, zone, language)}</div>}
            <ChatMessage message={message} {...shared} />
          </li>
        );
      })}
    </ol>
  );
});
