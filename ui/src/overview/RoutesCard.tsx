import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../charts/figures';
import { flow } from '../charts/flow';
import { Sankey } from '../charts/Sankey';
import { useLanguage } from '../language/language';
import { Card } from './Card';
import type { CardProps } from './CardOf';
import { numberFormats } from './format';
import { routesQuery } from './metrics';
import { routeRows } from './rows';
import { useRowsLink } from './useRowsLink';
import { waysOf } from './ways';

/** Maximum number of steps in the diagram; the table contains all of them. */
const LONGEST = 7;

/** Sessions by their route through the states and their result. */
export function RoutesCard({ look, ...card }: CardProps) {
  const { t } = useTranslation();
  const formats = useNumberFormats();
  const rowsLink = useRowsLink(look);
  const answer = useQuery(routesQuery(look));
  const routes = answer.data?.routes;
  const words = useMemo(() => ({ noState: t('overview.noState'), noResult: t('overview.noResult') }), [t]);
  const drawn = useMemo(() => flow(waysOf(routes ?? [], words, LONGEST)), [routes, words]);
  const figures: Figures | undefined = routes && {
    columns: [
      { title: t('overview.route') },
      { title: t('overview.routeResult') },
      { title: t('overview.count.sessions'), numeric: true, format: (cell) => formats.count(Number(cell)) },
    ],
    link: (place, content) => (
      <Link
        {...rowsLink(routeRows(routes[place]?.states ?? [], routes[place]?.stateRouteResult))}
        title={t('overview.routeRows')}
      >
        {content}
      </Link>
    ),
    rows: routes.map(({ states, stateRouteResult, sessionsCount }) => [
      states.join(' → ') || words.noState,
      stateRouteResult ?? null,
      sessionsCount,
    ]),
  };
  return (
    <Card {...card} answers={[answer]} figures={figures} empty={t('overview.empty.nothing')}>
      {() => <Sankey label={t('overview.chartOf', { title: card.title })} flow={drawn} format={formats.count} />}
    </Card>
  );
}

/** Returns number formats that are stable while the language is, to avoid redraws of the chart. */
function useNumberFormats() {
  const language = useLanguage();
  return useMemo(() => numberFormats(language), [language]);
}
