import type { Schemas } from '../api/call';

type TokenKind = Schemas['TokenKind'];

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A message that any bot might report, so that a line can be tried as it is. */
function exampleMessage(now: Date) {
  const id = now.getTime().toString(36);
  return {
    questionId: `try-${id}`,
    botId: 'try-1',
    channelType: 'telegram',
    sessionId: `try-${id}`,
    client: { id: 'anna', firstName: 'Anna' },
    timestamp: now.toISOString(),
    question: 'Where is my order?',
    textAnswer: 'On its way.',
  };
}

/** A shell line that reports one message. */
export function ingestLine(origin: string, token: string, now: Date): string {
  return [
    `curl ${quoted(`${origin}/api/v1/ingest/messages`)}`,
    `-H "Authorization: Bearer ${token}"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify([exampleMessage(now)]))}`,
  ].join(' \\\n  ');
}

/** What makes a JAICF bot report here: an argument of its bot's engine. */
export function jaicfLine(origin: string, token: string): string {
  return `JaicpConversationLogger(accessToken = "${token}", url = "${origin}")`;
}

/** Shell lines that make a file of one message and send it. */
export function importLine(origin: string, token: string, now: Date): string {
  return [
    `echo ${quoted(JSON.stringify(exampleMessage(now)))} > messages.ndjson`,
    `./parley import messages.ndjson --url ${quoted(origin)} --token "${token}"`,
  ].join('\n');
}

/** A shell line that tries a token of the kind, as it is. */
export function tokenLine(kind: TokenKind, origin: string, token: string, now: Date): string {
  switch (kind) {
    case 'UNIFIED':
      return [
        `curl -X POST ${quoted(`${origin}/api/v1/reporter/sessions/filter?size=3`)}`,
        `-H "Authorization: Bearer ${token}"`,
      ].join(' \\\n  ');
    case 'PROJECT':
      return `curl -X POST ${quoted(`${origin}/reporter/p/${token}/sessions/filter?size=3`)}`;
    case 'INGEST':
      return ingestLine(origin, token, now);
  }
}
