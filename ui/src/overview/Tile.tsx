import { Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../problems/problemText';
import { Sparkline } from '../charts/Sparkline';
import { formatDays } from '../scope/format';
import { dayIn } from '../scope/zonedTime';
import { useLanguage } from '../language/language';
import { Counts } from './Card';
import type { TileDeclaration } from './declarations';
import { numberFormats } from './format';
import type { Look } from './look';
import { type MetricInfo, metricQuery, type MetricStats } from './metrics';
import { ROWS } from './rows';
import classes from './Tile.module.css';
import { useRowsLink } from './useRowsLink';

interface TileProps {
  readonly declaration: TileDeclaration;
  readonly info: MetricInfo | undefined;
  readonly look: Look;
}

/** One metric with its trend and the change from the previous period, linked to its rows. */
export function Tile({ declaration: { metric, more }, info, look }: TileProps) {
  const { t } = useTranslation();
  const formats = numberFormats(useLanguage());
  const rowsLink = useRowsLink(look);
  const { data, error, isPlaceholderData } = useQuery(metricQuery(metric, look));
  const title = info?.title ?? '';
  const format = info?.kind === 'SHARE' ? formats.share : formats.count;
  const value = data?.total.value;
  const text = value === undefined ? '—' : format(value);
  return (
    <section className={classes.tile} aria-label={title} data-stale={isPlaceholderData || undefined}>
      <div className={classes.head}>
        <span className={classes.title}>{title}</span>
        <Counts title={title} counts={info?.definition} />
      </div>
      {error && !data ? (
        <Text role="alert" size="xs" c="var(--bad-text)" lineClamp={4} className={classes.problem}>
          {problemText(t, error)}
        </Text>
      ) : (
        <>
          <div className={classes.value}>
            {data ? (
              <Link
                {...rowsLink(ROWS[metric])}
                className={classes.link}
                aria-label={t('overview.rowsOf', { title, value: text })}
              >
                {text}
              </Link>
            ) : (
              <Skeleton height={24} width={90} className="after-300ms" />
            )}
          </div>
          <div className={classes.change}>
            {data && <Change stats={data} more={more} format={format} zone={look.zone} />}
          </div>
          <div className={classes.course}>
            {data && <Sparkline values={data.stats.map((point) => point.value ?? null)} />}
          </div>
        </>
      )}
    </section>
  );
}

interface ChangeProps {
  readonly stats: MetricStats;
  readonly more: TileDeclaration['more'];
  readonly format: (value: number) => string;
  readonly zone: string;
}

function Change({ stats: { previous }, more, format, zone }: ChangeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = numberFormats(language);
  if (!previous) {
    return null;
  }
  const days = formatDays(
    {
      firstDay: dayIn(zone, new Date(previous.from)),
      lastDay: dayIn(zone, new Date(Date.parse(previous.to) - 1)),
    },
    language,
  );
  if (previous.changePercent === undefined) {
    return previous.isNew ? <span title={t('overview.newSince', { days })}>{t('overview.new')}</span> : null;
  }
  const percent = formats.percent(previous.changePercent);
  const before = previous.total.value === undefined ? '—' : format(previous.total.value);
  const rounded = Math.round(previous.changePercent);
  if (rounded === 0) {
    return <span>= {t('overview.same', { days })}</span>;
  }
  const words = t(rounded > 0 ? 'overview.more' : 'overview.less', { percent, days, before });
  const isGood = more === 'neither' ? undefined : (more === 'good') === rounded > 0;
  return (
    <span title={words} data-good={isGood}>
      <span aria-hidden>
        {rounded > 0 ? '▲' : '▼'} {percent} <span className={classes.before}>{before}</span>
      </span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
