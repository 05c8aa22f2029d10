import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../charts/figures';
import { type Series, TimeChart } from '../charts/TimeChart';
import { useLanguage } from '../language/language';
import { Card } from './Card';
import type { CardProps } from './CardOf';
import type { Drawing } from './declarations';
import { bucketNames, numberFormats } from './format';
import { Heading, useHeading } from './Heading';
import { metricQuery, type MetricStats } from './metrics';
import { ROWS } from './rows';
import { useRowsLink } from './useRowsLink';

type TimeCardProps = CardProps & { readonly drawing: Extract<Drawing, { kind: 'time' }> };

const NO_DAYS = { firstDay: '', lastDay: '' };

/** Metrics over time; each bucket leads to its rows. */
export function TimeCard({ drawing, look, infos, ...card }: TimeCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = useMemo(() => numberFormats(language), [language]);
  const { answers, all } = useQueries({
    queries: drawing.series.map(({ metric }) => metricQuery(metric, look)),
    combine: together,
  });
  const withEarlier = drawing.earlier !== undefined && look.earlier !== undefined;
  const earlier = useQuery({
    ...metricQuery(
      drawing.earlier ?? '',
      look.earlier ? { ...look, from: look.earlier.from, to: look.earlier.toWholeDay } : look,
    ),
    enabled: withEarlier,
  });
  const heading = useHeading(card.figures ?? [], look, infos);
  const former = withEarlier ? earlier.data : undefined;
  // The query cache keeps equal answers identical, so charts are redrawn only after changes.
  const drawn = useMemo(() => {
    if (all === undefined || infos === undefined) {
      return undefined;
    }
    const starts = all[0]?.stats.map(({ ts }) => ts) ?? [];
    const series: Series[] = drawing.series.map(({ metric, color, as }, i) => ({
      name: infos.get(metric)?.title ?? metric,
      color,
      kind: as,
      values: starts.map((_, place) => all[i]?.stats[place]?.value ?? null),
    }));
    if (withEarlier) {
      // In the legend from the start, so the layout does not shift when the data arrives.
      series.push({
        name: t('overview.earlier'),
        color: 'earlier',
        kind: 'earlier',
        values: starts.map((_, place) => former?.stats[place]?.value ?? null),
      });
    }
    return { buckets: bucketNames(starts, look.interval, look.zone, language), series };
  }, [all, former, withEarlier, infos, language, look.interval, look.zone, drawing, t]);
  const rowsLink = useRowsLink(look);
  const navigate = useNavigate();
  const linkOf = (place: number) => {
    const { firstDay, lastDay } = drawn?.buckets[place] ?? NO_DAYS;
    return rowsLink(ROWS[drawing.rows], firstDay === '' ? undefined : `${firstDay}..${lastDay}`);
  };
  const format = drawing.share ? formats.share : formats.count;
  const isEmpty = all?.every(({ total }) => total.counted === 0 && (total.over ?? 0) === 0);
  const figures: Figures | undefined = drawn && {
    columns: [
      {
        title: t(`overview.interval.${look.interval}`),
        // Files have the date in ISO 8601, which spreadsheets read.
        format: (cell) => drawn.buckets.find(({ iso }) => iso === cell)?.full ?? String(cell),
      },
      ...drawn.series.map(({ name }) => ({
        title: name,
        numeric: true,
        format: (cell: string | number | null) => format(Number(cell)),
      })),
    ],
    link: (place, content) => <Link {...linkOf(place)}>{content}</Link>,
    rows: isEmpty
      ? []
      : drawn.buckets.map(({ iso }, place) => [iso, ...drawn.series.map(({ values }) => values[place] ?? null)]),
  };
  return (
    <Card {...card} answers={[...answers, ...heading.answers]} figures={figures} empty={t('overview.empty.nothing')}>
      {() =>
        drawn && (
          <Heading entries={heading.entries}>
            <TimeChart
              label={t('overview.chartOf', { title: card.title })}
              buckets={drawn.buckets}
              series={drawn.series}
              format={format}
              share={drawing.share ?? false}
              onBucket={(place) => void navigate(linkOf(place))}
            />
          </Heading>
        )
      }
    </Card>
  );
}

/** Returns the combined state of the queries, with data once all are complete. */
function together(answers: UseQueryResult<MetricStats>[]) {
  const data = answers.flatMap((answer) => answer.data ?? []);
  return { answers, all: data.length === answers.length ? data : undefined };
}
