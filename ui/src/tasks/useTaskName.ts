import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Task } from './task';

/** What to call a task: its file, or its kind while there is no file yet. */
export function useTaskName(task: Task): string {
  return taskName(useTranslation().t, task);
}

export function taskName(t: TFunction, { fileName, reportType, settings }: Task): string {
  return fileName ?? [t(`tasks.kind.${reportType}`), settings?.fileType].filter(Boolean).join(', ');
}
