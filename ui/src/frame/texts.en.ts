export const frame = {
  skip: 'Skip to content',
  sections: 'Sections',
  openSections: 'Open sections',
  collapse: 'Narrow the side bar',
  expand: 'Widen the side bar',
  language: 'Language',
  theme: { name: 'Theme', light: 'Light', dark: 'Dark', auto: 'As the system' },
  account: 'Account of {{login}}',
  logOut: 'Log out',
  close: 'Close',
  noProjects: 'There are no projects yet',
  noProjectsHint: 'Conversations belong to projects. An administrator of this account creates the first one.',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  loading: 'Loading',
  copy: 'Copy',
  copied: 'Copied',
  copyOf: 'Copy: {{name}}',
  save: 'Save',
  add: 'Add',
  delete: 'Delete',
  previous: 'Newer',
  next: 'Older',
} as const;

export const role = { ADMIN: 'Administrator', ANALYST: 'Analyst', VIEWER: 'Viewer' } as const;

export const problem = {
  unreachable: 'The server does not answer. Check the network, then try again.',
  unreadable: 'The server answered {{status}} without saying why. Its log has the details.',
  unexpected: 'This page stopped working',
  unexpectedHint: 'Reload it. If that does not help, pass this text to your administrator:',
  reload: 'Reload',
  notFound: 'There is no such page',
  notFoundHint: 'The address may be mistyped, or the page is gone.',
  toStart: 'Go to the start page',
} as const;
