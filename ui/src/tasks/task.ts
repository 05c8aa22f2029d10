import type { Schemas } from '../api/call';

/** A report task. */
export type Task = Omit<Schemas['ReportGenerationTaskDto'], 'status'> & { readonly status: TaskStatus };

/** Deleted tasks are not shown. */
export type TaskStatus = Exclude<Schemas['ReportGenerationTaskDto']['status'], 'DELETED'>;

/** Kind of report: the last segment of the path that starts it. */
export type ReportKind = Exclude<NonNullable<Schemas['ReportGenerationTaskDto']['report']>, Chore>;

/** Tasks that delete data and write no file. */
export type Chore = 'cleanup' | 'erasure';

export function isChore(report: Task['report']): report is Chore {
  return report === 'cleanup' || report === 'erasure';
}

export type FileType = Schemas['FileType'];

/** Returns whether the task is running or waiting. */
export function isActive(task: Task): boolean {
  return task.status === 'CREATED' || task.status === 'STARTED';
}

/** Returns whether the task is shown. */
export function isThere(task: Schemas['ReportGenerationTaskDto']): task is Task {
  return task.status !== 'DELETED';
}

/** Returns the file's path on this site; behind a proxy the server's host name may differ from the browser's. */
export function downloadPath(fileUrl: string): string {
  const url = new URL(fileUrl, 'http://parley.invalid');
  return `${url.pathname}${url.search}`;
}
