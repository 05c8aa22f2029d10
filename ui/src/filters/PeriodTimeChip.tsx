import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PeriodTime } from './filter';
import classes from './FilterChip.module.css';

interface PeriodTimeChipProps {
  readonly time: PeriodTime;
  /** Absent where the time cannot be changed. */
  readonly onRemove?: () => void;
}

/** Says which time the period applies to, if it is not the usual one. */
export function PeriodTimeChip({ time, onRemove }: PeriodTimeChipProps) {
  const { t } = useTranslation();
  const text = t(`filters.periodOf.${time}`);
  return (
    <span className={classes.chip}>
      <span className={classes.text}>{text}</span>
      {onRemove && (
        <UnstyledButton
          className={classes.remove}
          onClick={onRemove}
          aria-label={t('filters.remove', { filter: text })}
        >
          <IconX size={12} />
        </UnstyledButton>
      )}
    </span>
  );
}
