import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CardDeclaration, Drawing } from './declarations';
import { GroupsCard } from './GroupsCard';
import { HoursCard } from './HoursCard';
import type { Look } from './look';
import { type MetricInfo, metricQuery } from './metrics';
import { RoutesCard } from './RoutesCard';
import { TimeCard } from './TimeCard';

/** Properties common to all kinds of card. */
export interface CardProps {
  readonly title: string;
  readonly counts: string | undefined;
  readonly width: CardDeclaration['width'];
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly fileName: string;
  readonly look: Look;
  readonly infos: ReadonlyMap<string, MetricInfo> | undefined;
  /** Metrics with totals shown above the drawing. */
  readonly figures?: readonly string[];
}

interface CardOfProps extends Pick<CardProps, 'look' | 'infos' | 'isTable' | 'onTable'> {
  readonly declaration: CardDeclaration;
}

/** Card for a declaration. */
export function CardOf({ declaration, look, infos, ...view }: CardOfProps) {
  const { t } = useTranslation();
  const { id, title, drawing, width, figures, onlyWith } = declaration;
  const condition = useQuery({ ...metricQuery(onlyWith ?? '', look), enabled: onlyWith !== undefined });
  if (onlyWith !== undefined && !(condition.data && condition.data.total.counted > 0)) {
    return null;
  }
  const metrics = [...(figures ?? []), ...metricsOf(drawing)].flatMap((metric) => infos?.get(metric) ?? []);
  const card: CardProps = {
    ...view,
    look,
    infos,
    title: title ? t(`overview.card.${title}`) : (metrics.at(-1)?.title ?? ''),
    counts: drawing.kind === 'routes' ? t('overview.routesCount') : infos && explained(metrics),
    width,
    fileName: `${id} ${look.from.slice(0, 10)} ${look.to.slice(0, 10)}`,
    ...(figures && { figures }),
  };
  switch (drawing.kind) {
    case 'time':
      return <TimeCard {...card} drawing={drawing} />;
    case 'groups':
      return <GroupsCard {...card} drawing={drawing} />;
    case 'hours':
      return <HoursCard {...card} drawing={drawing} />;
    case 'routes':
      return <RoutesCard {...card} />;
  }
}

function metricsOf(drawing: Drawing): readonly string[] {
  switch (drawing.kind) {
    case 'time':
      return drawing.series.map(({ metric }) => metric);
    case 'groups':
    case 'hours':
      return [drawing.metric];
    case 'routes':
      return [];
  }
}

/** Returns the server's definitions, prefixed with the metrics' names if there are several. */
function explained(metrics: readonly MetricInfo[]): string {
  return metrics.length === 1
    ? (metrics[0]?.definition ?? '')
    : metrics.map(({ title, definition }) => `${title}: ${definition}`).join(' ');
}
