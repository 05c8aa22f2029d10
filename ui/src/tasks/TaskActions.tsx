import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload, IconRefresh, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMayChange } from '../session/useMayChange';
import { downloadPath, isActive, isChore, type Task } from './task';
import classes from './TaskActions.module.css';
import { useTaskName } from './useTaskName';

interface TaskActionsProps {
  readonly task: Task;
  readonly onRemove: (task: Task) => void;
  readonly onRetry: (task: Task) => void;
}

export function TaskActions({ task, onRemove, onRetry }: TaskActionsProps) {
  const { t } = useTranslation();
  const name = useTaskName(task);
  const active = isActive(task);
  const mayChange = useMayChange();
  const chore = isChore(task.report);
  return (
    <div className={classes.actions}>
      {task.fileUrl !== undefined && (
        <Tooltip label={t('tasks.download')}>
          <ActionIcon
            component="a"
            href={downloadPath(task.fileUrl)}
            download={task.fileName ?? ''}
            c="var(--accent-text)"
            aria-label={t('tasks.downloadOf', { name })}
          >
            <IconDownload size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {!active && !chore && (
        <Tooltip label={t('tasks.retry')}>
          <ActionIcon aria-label={t('tasks.retryOf', { name })} onClick={() => onRetry(task)}>
            <IconRefresh size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {mayChange && !(active && chore) && (
        <Tooltip label={t(active ? 'tasks.cancel' : 'tasks.delete')}>
          <ActionIcon
            aria-label={t(active ? 'tasks.cancelOf' : 'tasks.deleteOf', { name })}
            onClick={() => onRemove(task)}
          >
            {active ? <IconX size={18} /> : <IconTrash size={18} />}
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
