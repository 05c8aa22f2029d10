import { IconPhoto, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ExternalAddress } from './ExternalAddress';
import { Marked } from './Marked';
import type { Reply } from './reply';
import classes from './ReplyView.module.css';

/**
 * Reply in a safe form: the bot's content is untrusted, so links are plain text. Nothing is loaded from other sites,
 * which could otherwise track the readers.
 */
export function ReplyView({ reply, words }: { readonly reply: Reply; readonly words: readonly string[] }) {
  const { t } = useTranslation();
  switch (reply.kind) {
    case 'text':
      return (
        <div>
          <Marked text={reply.text} words={words} />
        </div>
      );
    case 'image':
      return (
        <div className={classes.file}>
          <IconPhoto size={18} aria-label={t('conversation.image')} role="img" />
          <ExternalAddress name={t('conversation.image')} address={reply.address} />
        </div>
      );
    case 'audio':
      return (
        <div className={classes.file}>
          <IconVolume size={18} aria-label={t('conversation.audio')} role="img" />
          <ExternalAddress name={t('conversation.audio')} address={reply.address} />
        </div>
      );
    case 'buttons':
      return (
        <div className={classes.plain}>
          <ul className={classes.buttons} aria-label={t('conversation.buttons')}>
            {reply.buttons.map((text, index) => (
              <li key={index}>
                <Marked text={text} words={words} />
              </li>
            ))}
          </ul>
        </div>
      );
    case 'carousel':
      return (
        <div className={classes.carousel}>
          {reply.text !== '' && <Marked text={reply.text} words={words} />}
          <ul className={classes.cards}>
            {reply.cards.map(({ title, description, image, button }, index) => (
              <li key={index}>
                {image !== undefined && (
                  <span className={classes.file}>
                    <IconPhoto size={14} aria-label={t('conversation.image')} role="img" />
                    <ExternalAddress name={t('conversation.image')} address={image} />
                  </span>
                )}
                <b>{title}</b>
                {description !== undefined && <span>{description}</span>}
                {button !== undefined && <span className={classes.button}>{button}</span>}
              </li>
            ))}
          </ul>
        </div>
      );
    case 'other':
      return (
        <div className={classes.other}>
          {reply.type} {JSON.stringify(reply.content)}
        </div>
      );
  }
}
