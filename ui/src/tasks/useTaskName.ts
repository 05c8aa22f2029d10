import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isChore, type Task } from './task';

/** What to call a task: its file, or its kind while there is no file yet. */
export function useTaskName(task: Task): string {
  return taskName(useTranslation().t, task);
}

export function taskName(t: TFunction, task: Task): string {
  const fileType = isChore(task.report) ? undefined : task.settings?.fileType;
  return task.fileName ?? [kindOf(t, task), fileType].filter(Boolean).join(', ');
}

/** What kind of report it is: by the path it was started at, which tells more kinds apart than the contract's types. */
export function kindOf(t: TFunction, { report, reportType }: Task): string {
  if (isChore(report)) {
    return t(`tasks.chores.${report}`);
  }
  return report ? t(`newReport.kinds.${report}`) : t(`tasks.kind.${reportType}`);
}
