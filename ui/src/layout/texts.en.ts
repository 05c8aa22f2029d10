export const layout = {
  skip: 'Skip to content',
  account: 'Account of {{login}}',
  logOut: 'Log out',
  noProjects: 'There are no projects yet',
  noProjectsHint: 'Conversations belong to projects. An administrator of this account creates the first one.',
} as const;
