import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { formatLength } from '../conversation/names';
import { SessionLabels } from '../labelling/SessionLabels';
import { formatFull, formatMoment } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { ExternalAddress } from '../conversation/ExternalAddress';
import { CopyAction } from '../copying/CopyAction';
import classes from './DialogPane.module.css';

/** Properties of the whole session. */
export function Facts({ session }: { readonly session: Schemas['SessionInfo'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { sessionId, startTime, duration = 0, questionCount = 0, sessionResult, sessionData = {} } = session;
  return (
    <div className={classes.facts}>
      <span className={classes.id} title={sessionId}>
        {sessionId}
      </span>
      <CopyAction name={t('dialogs.sessionId')} text={sessionId} />
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
        <span className={classes.recording}>
          {t('dialogs.recording')}: <ExternalAddress name={t('dialogs.recording')} address={session.audioFileUrl} />
        </span>
      )}
      <SessionLabels session={session} />
    </div>
  );
}
