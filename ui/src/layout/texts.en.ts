export const layout = {
  skip: 'Skip to content',
  account: 'Account of {{login}}',
  logOut: 'Log out',
  noProjects: 'There are no projects yet',
  noProjectsHint: 'Conversations belong to projects. An administrator of this account creates the first one.',
  unknownProject: 'There is no project “{{project}}”',
  unknownProjectHint: 'The address may be mistyped, or the project is not open to you. Choose another one:',
  connectionLost: 'The server does not answer. The page goes on by itself when it is back.',
} as const;
