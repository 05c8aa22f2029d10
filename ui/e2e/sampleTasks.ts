/** Returns a task in each possible state, for screenshots and checks. */
export function sampleTasks(origin: string) {
  return [
    sample(0, { status: 'CREATED', writeCount: 0 }),
    sample(1, { status: 'STARTED', writeCount: 412_480, totalCount: 1_284_003 }),
    sample(2, { status: 'STARTED', writeCount: 0, projectShortName: 'a-project-that-is-gone' }),
    sample(9, {
      status: 'COMPLETED',
      writeCount: 48_210,
      totalCount: 48_210,
      fileName: 'messages_2026-11-23_11-51.xlsx',
      fileUrl: `${origin}/api/v1/reporter/reports/files/3`,
    }),
    sample(90, {
      status: 'FAILED',
      writeCount: 800,
      totalCount: 9_000,
      error: 'The disk is full: the report needs 12 MB more, 3 MB are free',
    }),
    sample(1_500, { status: 'STOPPED', writeCount: 12_000, totalCount: 48_210, settings: { fileType: 'CSV' } }),
    sample(1_600, {
      status: 'COMPLETED',
      writeCount: 1,
      totalCount: 1,
      fileName: 'a-report-with-a-name-that-is-much-longer-than-its-column-is-wide_2026-11-22.csv',
      fileUrl: `${origin}/api/v1/reporter/reports/files/6`,
    }),
  ];
}

const NOW = Date.parse('2026-11-23T12:00:00.000Z');

function sample(minutesAgo: number, state: object) {
  return {
    taskId: `sample-${minutesAgo}`,
    accountId: 1,
    creationTime: new Date(NOW - minutesAgo * 60_000).toISOString(),
    reportType: 'MESSAGES',
    settings: { fileType: 'XLSX', withHeader: true },
    projectShortName: 'demo',
    ...state,
  };
}
