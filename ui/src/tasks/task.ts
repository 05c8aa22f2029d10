export type TaskStatus = 'CREATED' | 'STARTED' | 'COMPLETED' | 'FAILED' | 'STOPPED';

export type FileType = 'XLSX' | 'CSV';

export type ReportType = 'MESSAGES' | 'SESSIONS' | 'CLIENTS' | 'TELEPHONY' | 'DAILY' | 'STATE_ROUTES' | 'CLIENTS_LIST';

/** A report being written, or one that has been. */
export interface Task {
  readonly taskId: string;
  /** ISO 8601, UTC. */
  readonly creationTime: string;
  readonly status: TaskStatus;
  readonly reportType: ReportType;
  readonly settings?: { readonly fileType: FileType };
  readonly projectShortName?: string;
  /** Rows written so far. */
  readonly writeCount?: number;
  /** Rows the report will have; absent until they are counted. */
  readonly totalCount?: number;
  /** Absolute; only when completed. */
  readonly fileUrl?: string;
  readonly fileName?: string;
  /** Why the report failed; only then. */
  readonly error?: string;
}

/** Whether the server still works on the task, or will. */
export function isActive(task: Task): boolean {
  return task.status === 'CREATED' || task.status === 'STARTED';
}

/** The file's place on this site. A proxy may give the server another host than the person's browser sees. */
export function downloadPath(fileUrl: string): string {
  const url = new URL(fileUrl, 'http://parley.invalid');
  return `${url.pathname}${url.search}`;
}
