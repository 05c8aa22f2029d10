export const problem = {
  unreachable: 'The server does not answer. Check the network, then try again.',
  unreadable: 'The server answered {{status}} without saying why. Its log has the details.',
  unexpected: 'This page stopped working',
  unexpectedHint: 'Reload it. If that does not help, pass this text to your administrator:',
  reload: 'Reload',
  notFound: 'There is no such page',
  notFoundHint: 'The address may be mistyped, or the page is gone.',
  toStart: 'Go to the start page',
  tryAgain: 'Try again',
  loading: 'Loading',
} as const;
