import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dismiss, useNotes } from './notes';
import classes from './Notes.module.css';

/** Notifications in the corner of the window. */
export function Notes() {
  const { t } = useTranslation();
  return (
    <div className={classes.notes} role="status">
      {useNotes().map(({ id, text, link, bad }) => (
        <div key={id} className={classes.note} data-bad={bad}>
          <span>{text}</span>
          {link === 'tasks' && (
            <Link to="/tasks" onClick={() => dismiss(id)}>
              {t('tasks.title')}
            </Link>
          )}
          <ActionIcon size="sm" aria-label={t('frame.close')} onClick={() => dismiss(id)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
