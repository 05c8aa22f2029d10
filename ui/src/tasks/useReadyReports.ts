import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../notifications/notify';
import { downloadPath, isActive, isChore, type Task } from './task';
import { taskName } from './useTaskName';

/** Tells when a report that was being written has become ready, with a link to its file. */
export function useReadyReports(tasks: readonly Task[] | undefined) {
  const { t } = useTranslation();
  const active = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const task of readyAmong(active.current, tasks ?? [])) {
      notify({
        text: t('tasks.ready', { name: taskName(t, task) }),
        ...(task.fileUrl !== undefined && {
          download: { href: downloadPath(task.fileUrl), name: t('tasks.download') },
        }),
      });
    }
    if (tasks) {
      active.current = new Set(tasks.filter(isActive).map(({ taskId }) => taskId));
    }
  }, [tasks, t]);
}

/** Returns the reports that were active before and are complete now. */
export function readyAmong(active: ReadonlySet<string>, tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ taskId, status, report }) => active.has(taskId) && status === 'COMPLETED' && !isChore(report));
}
