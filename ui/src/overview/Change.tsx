import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language/language';
import { formatDays } from '../scope/format';
import { dayIn } from '../scope/zonedTime';
import { changeOf } from './changeOf';
import type { TileDeclaration } from './declarations';
import { numberFormats } from './format';
import type { Earlier } from './look';
import classes from './Tile.module.css';

interface ChangeProps {
  readonly now: number | undefined;
  readonly before: number | undefined;
  /** The period of the earlier value. */
  readonly period: Earlier;
  readonly more: TileDeclaration['more'];
  readonly isShare: boolean;
  readonly zone: string;
}

/** Change of a value from the period before; a share changes in percentage points. */
export function Change({ now, before, period, more, isShare, zone }: ChangeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = numberFormats(language);
  const days = formatDays(
    {
      firstDay: dayIn(zone, new Date(period.from)),
      lastDay: dayIn(zone, new Date(Date.parse(period.to) - 1)),
    },
    language,
  );
  const change = changeOf(now, before, isShare);
  const then = before === undefined ? '—' : (isShare ? formats.share : formats.count)(before);
  const shown = (() => {
    switch (change.kind) {
      case 'none':
      case 'new':
      case 'same':
        return undefined;
      case 'points':
        return { up: change.difference > 0, by: t('overview.points', { points: formats.points(change.difference) }) };
      case 'percent':
        return { up: change.percent > 0, by: formats.percent(change.percent) };
      case 'times':
        return { up: true, by: formats.times(change.times) };
    }
  })();
  if (!shown) {
    return change.kind === 'none' ? null : (
      <span title={t('overview.beforeIn', { days, before: then })}>
        {change.kind === 'new' ? t('overview.new') : `= ${t('overview.same', { days })}`}
      </span>
    );
  }
  const { up, by } = shown;
  const words =
    change.kind === 'times'
      ? t('overview.timesMore', { times: by, days, before: then })
      : t(up ? 'overview.more' : 'overview.less', { percent: by, days, before: then });
  const isGood = more === 'neither' ? undefined : (more === 'good') === up;
  return (
    <span title={words} data-good={isGood}>
      <span aria-hidden>
        {up ? '▲' : '▼'} {by} <span className={classes.before}>{then}</span>
      </span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
