export const start = {
  title: 'No conversations yet',
  text: 'This project is empty. Send it something in one of three ways; this page turns into what was sent by itself.',
  needsToken: 'Each way needs a token for bots of this project.',
  make: 'Create a token and put it into the lines',
  made: 'The token is in the lines below. It is shown this once, so copy what you need.',
  tokenName: 'first steps',
  askForToken: 'Each way needs a token for bots of this project: an administrator creates one in the settings.',
  way: { curl: 'A script', jaicf: 'A JAICF bot', file: 'A file' },
  curl: 'This reports one message, which you can see here right after:',
  jaicf: 'Give the bot’s engine this conversation logger, and it reports every message:',
  file: 'A file with a message in JSON on each line is sent with progress, and may be sent twice:',
  waiting: 'Waiting for the first message…',
} as const;
