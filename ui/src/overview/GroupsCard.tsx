import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Bars } from '../charts/Bars';
import type { Figures } from '../charts/figures';
import { useLanguage } from '../language/language';
import { Card } from './Card';
import type { CardProps } from './CardOf';
import type { Drawing } from './declarations';
import { numberFormats } from './format';
import classes from './GroupsCard.module.css';
import { Heading, useHeading } from './Heading';
import { metricQuery } from './metrics';
import { GROUP_ROWS, type GroupedMetric } from './rows';
import { useRowsLink } from './useRowsLink';

type GroupsCardProps = CardProps & { readonly drawing: Extract<Drawing, { kind: 'groups' }> };

/** Count for each group, the largest first, with links to its rows. */
export function GroupsCard({ drawing: { metric, inOrderOfKeys = false }, look, infos, ...card }: GroupsCardProps) {
  const { t } = useTranslation();
  const formats = numberFormats(useLanguage());
  const rowsLink = useRowsLink(look);
  const answer = useQuery(metricQuery(metric, look));
  const heading = useHeading(card.figures ?? [], look, infos);
  const found = answer.data?.groups ?? [];
  const groups = inOrderOfKeys ? [...found].sort((one, other) => Number(one.key) - Number(other.key)) : found;
  const figures: Figures | undefined = answer.data && {
    columns: [
      { title: t('overview.group') },
      {
        title: t(`overview.count.${GROUP_ROWS[metric]('0').list}`),
        numeric: true,
        format: (cell) => formats.count(Number(cell)),
      },
      { title: t('overview.shareOf'), numeric: true, format: (cell) => formats.share(Number(cell)) },
    ],
    rows: groups.map(({ key, title, count, share }) => [title ?? key, count, share ?? null]),
  };
  return (
    <Card
      {...card}
      answers={[answer, ...heading.answers]}
      figures={figures}
      empty={t(`overview.empty.${emptyText(metric)}`)}
    >
      {() => (
        <Heading entries={heading.entries}>
          <div className={classes.scroll}>
            <Bars
              label={card.title}
              bars={groups.map(({ key, title, count, share }) => ({
                key,
                name: title ?? key,
                value: count,
                text: share === undefined ? formats.count(count) : `${formats.count(count)} · ${formats.share(share)}`,
              }))}
              line={({ key }, className, content) => (
                <Link {...rowsLink(GROUP_ROWS[metric](key))} className={className}>
                  {content}
                </Link>
              )}
            />
          </div>
        </Heading>
      )}
    </Card>
  );
}

function emptyText(metric: GroupedMetric) {
  return metric === 'score-distribution' ? 'nothing' : metric;
}
