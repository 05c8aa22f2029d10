import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../shortcuts/useShortcuts';
import classes from './DialogPane.module.css';
import type { FoundMessage } from './found';

interface FoundBarProps {
  readonly found: readonly FoundMessage[];
  /** Index of the message that is shown; -1 if the address leads to another one. */
  readonly index: number;
  readonly onMessage: (questionId: string) => void;
}

/** The number of found messages of the session, with steps between them. */
export function FoundBar({ found, index, onMessage }: FoundBarProps) {
  const { t } = useTranslation();
  const go = (by: number) => {
    const next = found[index < 0 ? 0 : (index + by + found.length) % found.length];
    if (next) {
      onMessage(next.questionId);
    }
  };
  useShortcuts({ KeyN: () => go(1), KeyP: () => go(-1) });
  return (
    <div className={classes.found} role="group" aria-label={t('dialogs.found.name')}>
      <span className="number" role="status">
        {index < 0
          ? t('dialogs.found.some', { count: found.length })
          : t('dialogs.found.place', { place: index + 1, count: found.length })}
      </span>
      <ActionIcon aria-label={t('dialogs.found.previous')} title={t('dialogs.found.previous')} onClick={() => go(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('dialogs.found.next')} title={t('dialogs.found.next')} onClick={() => go(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
    </div>
  );
}
