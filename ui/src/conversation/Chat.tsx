import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../scope/format';
import { dayIn } from '../scope/zonedTime';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import classes from './Chat.module.css';
import { ChatMessage } from './ChatMessage';
import type { Message } from './reply';

export interface ChatProps {
  readonly messages: readonly Message[];
  /** The channel of the messages. */
  readonly botId: string;
  /** Search words to highlight. */
  readonly words: readonly string[];
  /** The message that the URL links to. */
  readonly pointed: string | undefined;
  /** Shows a heading for each session; a client's history has many. */
  readonly separateSessions?: boolean;
  readonly onShowFields: (message: Message) => void;
  /** Returns the URL of a message, for sharing. */
  readonly linkTo: (message: Message) => string;
  /** Opens the session of the message. */
  readonly onOpenSession?: (message: Message) => void;
}

/** Messages as a chat: the client on the left, bot and agents on the right, with headings for days. */
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
