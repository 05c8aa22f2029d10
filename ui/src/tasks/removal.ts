import type { TFunction } from 'i18next';
import { isActive, type Task } from './task';
import { taskName } from './useTaskName';

/** Target of a delete action: one task, or all completed ones. */
export type Removal =
  { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'completed'; readonly count: number };

/** Texts of the confirmation dialog. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/** Returns whether the removal needs confirmation; a failed or stopped task has no file. */
export function losesWork(removal: Removal): boolean {
  return removal.kind === 'completed' || removal.task.status === 'COMPLETED' || isActive(removal.task);
}

/** What is known of the tasks: those of the page that is shown, and how many of all pages are completed. */
export interface KnownTasks {
  readonly tasks: readonly Task[];
  readonly completed: number;
}

/**
 * Returns the removal updated by the latest list; `undefined` when nothing is left to remove. A task to cancel may
 * complete while the dialog is open. The question then changes, so that its file is not deleted by mistake.
 */
export function asOf({ tasks, completed }: KnownTasks, removal: Removal): Removal | undefined {
  if (removal.kind === 'completed') {
    return completed > 0 ? { kind: 'completed', count: completed } : undefined;
  }
  const task = tasks.find(({ taskId }) => taskId === removal.task.taskId);
  return task && { kind: 'task', task };
}

export function questionBefore(t: TFunction, removal: Removal): Question {
  if (removal.kind === 'completed') {
    return {
      title: t('tasks.confirm.deleteCompletedTitle'),
      text: t('tasks.confirm.deleteCompletedText', { count: removal.count }),
      yes: t('tasks.confirm.deleteSubmit'),
      no: t('forms.cancel'),
    };
  }
  const name = taskName(t, removal.task);
  return isActive(removal.task)
    ? {
        title: t('tasks.confirm.cancelTitle'),
        text: t('tasks.confirm.cancelText', { name }),
        yes: t('tasks.confirm.cancelSubmit'),
        no: t('tasks.confirm.keepRunning'),
      }
    : {
        title: t('tasks.confirm.deleteTitle'),
        text: t('tasks.confirm.deleteText', { name }),
        yes: t('tasks.confirm.deleteSubmit'),
        no: t('forms.cancel'),
      };
}
