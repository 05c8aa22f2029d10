export const reports = {
  report: 'Report',
  log: { sessions: 'Session log', messages: 'Message log', clients: 'Client report' },
  as: '{{name}} as {{fileType}}',
  started: '{{name}} is being written.',
} as const;
