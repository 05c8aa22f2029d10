import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isChore, type Task } from './task';

/** Returns the display name of a task: its file name, or its kind before there is a file. */
export function useTaskName(task: Task): string {
  return taskName(useTranslation().t, task);
}

export function taskName(t: TFunction, task: Task): string {
  const fileType = isChore(task.report) ? undefined : task.settings?.fileType;
  return task.fileName ?? [kindOf(t, task), fileType].filter(Boolean).join(', ');
}

/** Returns the display name of the kind. The start path distinguishes more kinds than the contract's types. */
export function kindOf(t: TFunction, { report, reportType }: Task): string {
  if (isChore(report)) {
    return t(`tasks.chores.${report}`);
  }
  return report ? t(`newReport.kinds.${report}`) : t(`tasks.kind.${reportType}`);
}
