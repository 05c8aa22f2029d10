import type { Schemas } from '../api/call';

/** A report being written, or one that has been. */
export type Task = Omit<Schemas['ReportGenerationTaskDto'], 'status'> & { readonly status: TaskStatus };

/** Deleted tasks are not shown. */
export type TaskStatus = Exclude<Schemas['ReportGenerationTaskDto']['status'], 'DELETED'>;

/** The last part of the path at which a report is started. */
export type ReportKind = Exclude<NonNullable<Schemas['ReportGenerationTaskDto']['report']>, Chore>;

/** What tasks are called that delete data and write no file. */
export type Chore = 'cleanup' | 'erasure';

export function isChore(report: Task['report']): report is Chore {
  return report === 'cleanup' || report === 'erasure';
}

export type FileType = Schemas['FileType'];

/** Whether the server still works on the task, or will. */
export function isActive(task: Task): boolean {
  return task.status === 'CREATED' || task.status === 'STARTED';
}

/** Whether the task is one to show. */
export function isThere(task: Schemas['ReportGenerationTaskDto']): task is Task {
  return task.status !== 'DELETED';
}

/** The file's place on this site. A proxy may give the server another host than the person's browser sees. */
export function downloadPath(fileUrl: string): string {
  const url = new URL(fileUrl, 'http://parley.invalid');
  return `${url.pathname}${url.search}`;
}
