import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../problems/problemText';
import { Sparkline } from '../charts/Sparkline';
import { useLanguage } from '../language/language';
import { Counts } from './Card';
import type { TileDeclaration } from './declarations';
import { numberFormats } from './format';
import type { Look } from './look';
import { Change } from './Change';
import { earlierQuery, type MetricInfo, metricQuery } from './metrics';
import { ROWS } from './rows';
import classes from './Tile.module.css';
import { useRowsLink } from './useRowsLink';

interface TileProps {
  readonly declaration: TileDeclaration;
  readonly info: MetricInfo | undefined;
  readonly look: Look;
}

/** One metric with its trend and the change from the previous period, linked to its rows. */
export function Tile({ declaration: { metric, more, isShare = false }, info, look }: TileProps) {
  const { t } = useTranslation();
  const formats = numberFormats(useLanguage());
  const rowsLink = useRowsLink(look);
  const { data, error, isPlaceholderData } = useQuery(metricQuery(metric, look));
  const earlier = useQuery(earlierQuery(metric, look));
  const title = info?.title ?? '';
  const format = isShare ? formats.share : formats.count;
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
            {look.earlier && data && earlier.data && (
              <Change
                now={value}
                before={earlier.data.total.value}
                period={look.earlier}
                more={more}
                isShare={isShare}
                zone={look.zone}
              />
            )}
          </div>
          <div className={classes.course}>
            {data && <Sparkline values={data.stats.map((point) => point.value ?? null)} />}
          </div>
        </>
      )}
    </section>
  );
}
