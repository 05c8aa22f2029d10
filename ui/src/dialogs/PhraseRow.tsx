import { IconAlertTriangle, IconHeadset, IconNote } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Marked } from '../conversation/Marked';
import { clientName, operatorName } from '../conversation/names';
import { formatMoment } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import classes from './RowList.module.css';

interface PhraseRowProps {
  readonly message: Schemas['ExtendedMessage'];
  readonly words: readonly string[];
}

/** Phrase in two lines: text, client and time; answer, labels and state. */
export const PhraseRow = memo(function PhraseRow({ message, words }: PhraseRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { question, event, textAnswer = '', labels = [], nlpInfo, operatorInfo } = message;
  const speaker = operatorInfo
    ? t('conversation.operator', { name: operatorName(operatorInfo) })
    : t('dialogs.noQuestion');
  return (
    <>
      <div className={classes.line}>
        <ChannelIcon type={message.channelType} />
        <span
          className={question === undefined ? `${classes.grow} ${classes.quiet}` : `${classes.name} ${classes.phrase}`}
        >
          {question === undefined ? (event ?? speaker) : <Marked text={question} words={words} />}
        </span>
        {message.exception !== undefined && (
          <IconAlertTriangle size={14} role="img" aria-label={t('conversation.error')} data-bad />
        )}
        {message.isLivechat && <IconHeadset size={14} role="img" aria-label={t('dialogs.withOperator')} />}
        {message.comment !== undefined && <IconNote size={14} role="img" aria-label={t('conversation.comment')} />}
        <span className={`${classes.facts} ${classes.spoken}`}>
          <bdi className={classes.who}>{clientName(message.client)}</bdi>
          <span>·</span>
          <time dateTime={message.timestamp}>{formatMoment(message.timestamp, zone, language)}</time>
        </span>
      </div>
      <div className={classes.line}>
        <span className={`${classes.grow} ${classes.quiet}`}>
          <Marked text={textAnswer} words={words} />
        </span>
        {labels.slice(0, 1).map(({ id, name }) => (
          <span key={id} className={classes.chip} title={labels.map((label) => label.name).join(', ')}>
            {labels.length > 1 ? `${name} +${labels.length - 1}` : name}
          </span>
        ))}
        {nlpInfo?.nlpState !== undefined && (
          <span className={classes.result} title={t('conversation.state')}>
            {nlpInfo.nlpState}
          </span>
        )}
      </div>
    </>
  );
});
