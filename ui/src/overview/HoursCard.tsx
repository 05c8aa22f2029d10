import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../charts/figures';
import { HeatMap } from '../charts/HeatMap';
import { useLanguage } from '../language/language';
import { Card } from './Card';
import type { CardProps } from './CardOf';
import type { Drawing } from './declarations';
import { numberFormats, weekdays } from './format';
import { metricQuery } from './metrics';

type HoursCardProps = CardProps & { readonly drawing: Extract<Drawing, { kind: 'hours' }> };

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Counts by weekday and hour. */
export function HoursCard({ drawing: { metric }, look, ...card }: HoursCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = numberFormats(language);
  const answer = useQuery(metricQuery(metric, look));
  const days = weekdays(language);
  const counts = new Map(answer.data?.hours?.map(({ weekday, hour, count }) => [`${weekday} ${hour}`, count]));
  const values = days.map(({ day }) => HOURS.map((_, hour) => counts.get(`${day} ${hour}`) ?? 0));
  const figures: Figures | undefined = answer.data && {
    columns: [
      { title: t('overview.hour') },
      ...days.map(({ name }) => ({
        title: name,
        numeric: true,
        format: (cell: string | number | null) => formats.count(Number(cell)),
      })),
    ],
    rows: counts.size === 0 ? [] : HOURS.map((name, hour) => [name, ...values.map((ofDay) => ofDay[hour] ?? 0)]),
  };
  return (
    <Card {...card} answers={[answer]} figures={figures} empty={t('overview.empty.nothing')}>
      {() => (
        <HeatMap
          label={t('overview.chartOf', { title: card.title })}
          rows={days.map(({ name }) => name)}
          columns={HOURS.map((name) => name.slice(0, 2))}
          values={values}
          describe={(row, column) =>
            t('overview.atHour', {
              weekday: days[row]?.name ?? '',
              hour: HOURS[column] ?? '',
              formatted: formats.count(values[row]?.[column] ?? 0),
            })
          }
          hint={t('overview.hourHint')}
          format={formats.count}
        />
      )}
    </Card>
  );
}
