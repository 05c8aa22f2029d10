export const palette = {
  open: 'Go to… (Ctrl+K)',
  title: 'Go to',
  hint: 'Section, project, client, label, filters or id',
  byId: 'By id',
  session: 'Open session {{id}}',
  client: 'Find client {{id}}',
  nothing: 'Nothing has that name',
} as const;
