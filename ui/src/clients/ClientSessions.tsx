import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatLength } from '../conversation/names';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatMoment, formatNumber } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import classes from './ClientPage.module.css';
import { type ClientAsked, SESSIONS_SHOWN, sessionsOfClientQuery } from './clientQueries';

export function Sessions({ asked }: { readonly asked: ClientAsked }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const { data, error } = useQuery(sessionsOfClientQuery(asked));
  return (
    <details className={classes.sessions} open>
      <summary>
        {t('clients.sessions')} <span className={classes.quiet}>{data ? formatNumber(data.total, language) : ''}</span>
      </summary>
      {error && <ProblemAlert problem={error} />}
      <ul>
        {data?.sessions.map(({ sessionId, botId, startTime, firstQuestion, duration = 0 }) => (
          <li key={sessionId}>
            <Link
              to="/dialogs"
              search={({ project, period, zone }) =>
                ({ project, period, zone, session: sessionId, bot: botId }) as never
              }
              preload={false}
            >
              <span className={classes.when}>
                <time dateTime={startTime}>{formatMoment(startTime, zone, language)}</time>
                <span>{formatLength(duration)}</span>
              </span>
              <span className={classes.first}>{firstQuestion ?? t('dialogs.noQuestion')}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data && data.total > SESSIONS_SHOWN && (
        <p className={classes.quiet}>{t('clients.newest', { count: SESSIONS_SHOWN })}</p>
      )}
    </details>
  );
}
