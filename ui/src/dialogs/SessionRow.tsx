import {
  IconAlertTriangle,
  IconClock,
  IconHeadset,
  IconMessage,
  IconPhoneIncoming,
  IconPhoneOutgoing,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { ChannelIcon } from '../conversation/ChannelIcon';
import { Marked } from '../conversation/Marked';
import { clientName, formatLength } from '../conversation/names';
import { formatMoment, formatNumber } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import type { FoundMessage } from './found';
import { aroundMatch, phraseOf } from './match';
import classes from './RowList.module.css';

interface SessionRowProps {
  readonly session: Schemas['SessionInfo'];
  readonly words: readonly string[];
  /** The first message that the filters have found; it is shown instead of the first phrase. */
  readonly found: FoundMessage | undefined;
}

/** Session in two lines: client, time, duration, messages; first phrase and result. */
export const SessionRow = memo(function SessionRow({ session, words, found }: SessionRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const phrase = found ? phraseOf(found, words) : session.firstQuestion;
  const { channelType, client, startTime, duration = 0, questionCount = 0, labels = [] } = session;
  return (
    <>
      <div className={classes.line}>
        <ChannelIcon type={channelType} />
        <bdi className={classes.name}>{clientName(client)}</bdi>
        {session.isCallIncoming === true && (
          <IconPhoneIncoming size={14} role="img" aria-label={t('dialogs.incoming')} />
        )}
        {session.isCallIncoming === false && (
          <IconPhoneOutgoing size={14} role="img" aria-label={t('dialogs.outgoing')} />
        )}
        {session.isLivechat && <IconHeadset size={14} role="img" aria-label={t('dialogs.withOperator')} />}
        <span className={classes.facts}>
          <span title={t('dialogs.messageCount')}>
            <IconMessage size={12} aria-hidden /> {formatNumber(questionCount, language)}
            <span className="visually-hidden"> {t('dialogs.messageCount')}</span>
          </span>
          {' · '}
          <span title={t('dialogs.length')}>
            <IconClock size={12} aria-hidden /> {formatLength(duration)}
            <span className="visually-hidden"> {t('dialogs.length')}</span>
          </span>
          {' · '}
          <time dateTime={startTime}>{formatMoment(startTime, zone, language)}</time>
        </span>
      </div>
      <div className={classes.line}>
        {found?.exception !== undefined && (
          <IconAlertTriangle size={14} role="img" aria-label={t('conversation.error')} data-bad />
        )}
        <span className={`${classes.grow} ${phrase === undefined ? classes.quiet : ''}`}>
          {phrase === undefined ? t('dialogs.noQuestion') : <Marked text={aroundMatch(phrase, words)} words={words} />}
        </span>
        {labels.slice(0, 1).map(({ id, name }) => (
          <span key={id} className={classes.chip} title={labels.map((label) => label.name).join(', ')}>
            {labels.length > 1 ? `${name} +${labels.length - 1}` : name}
          </span>
        ))}
        {session.sessionResult !== undefined && (
          <span className={classes.result} title={t('dialogs.result')}>
            {session.sessionResult}
          </span>
        )}
      </div>
    </>
  );
});
