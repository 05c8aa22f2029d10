import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconHeadset } from '@tabler/icons-react';
import classes from './ChatMessage.module.css';
import { Comment } from './Comment';
import { ErrorFold } from './ErrorFold';
import { Marked } from './Marked';
import { MessageMeta } from './MessageMeta';
import { clientName, operatorName } from './names';
import { errorOf, type Message, repliesOf } from './reply';
import { ReplyView } from './ReplyView';

interface ChatMessageProps {
  readonly message: Message;
  readonly botId: string;
  readonly words: readonly string[];
  readonly pointed: string | undefined;
  readonly onShowFields: (message: Message) => void;
  readonly linkTo: (message: Message) => string;
}

/** What the client said or what happened, and what the bot or an operator answered; in a group chat, who the client is. */
export const ChatMessage = memo(function ChatMessage(props: ChatMessageProps) {
  const { message, botId, words, pointed } = props;
  const { t } = useTranslation();
  const here = useRef<HTMLElement>(null);
  const isPointed = pointed === message.questionId;
  useEffect(() => {
    if (isPointed) {
      here.current?.scrollIntoView({ block: 'center' });
    }
  }, [isPointed]);
  const replies = repliesOf(message);
  const error = errorOf(message);
  return (
    <article ref={here} className={classes.message} data-pointed={isPointed || undefined} id={message.questionId}>
      {message.client && <div className={classes.speaker}>{clientName(message.client)}</div>}
      {message.event !== undefined && (
        <div className={classes.event}>
          <span>{message.event}</span>
        </div>
      )}
      {message.question !== undefined && (
        <div className={classes.client}>
          <Marked text={message.question} words={words} />
        </div>
      )}
      {message.cleaned === true && <div className={classes.event}>{t('conversation.cleaned')}</div>}
      {replies.length > 0 && (
        <div className={classes.answer} data-operator={message.operatorInfo !== undefined || undefined}>
          {message.operatorInfo && (
            <div className={classes.operator}>
              <IconHeadset size={14} aria-hidden />
              {t('conversation.operator', { name: operatorName(message.operatorInfo) })}
            </div>
          )}
          {replies.map((reply, index) => (
            <ReplyView key={index} reply={reply} words={words} />
          ))}
        </div>
      )}
      {error !== undefined && <ErrorFold error={error} />}
      <MessageMeta {...props} />
      <Comment message={message} botId={botId} words={words} />
    </article>
  );
});
