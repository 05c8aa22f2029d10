import type { Schemas } from '../api/call';

type TokenKind = Schemas['TokenKind'];

/** Quotes a text as a single shell word. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Returns a valid example message, so the commands work unchanged. */
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

/** Returns a shell command that reports one message. */
export function ingestLine(origin: string, token: string, now: Date): string {
  return [
    `curl ${quoted(`${origin}/api/v1/ingest/messages`)}`,
    `-H "Authorization: Bearer ${token}"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify([exampleMessage(now)]))}`,
  ].join(' \\\n  ');
}

/** Returns the argument of a JAICF bot's engine that makes it report to this server. */
export function jaicfLine(origin: string, token: string): string {
  return `JaicpConversationLogger(accessToken = "${token}", url = "${origin}")`;
}

/** Returns shell commands that create a file with one message and send it. */
export function importLine(origin: string, token: string, now: Date): string {
  return [
    `echo ${quoted(JSON.stringify(exampleMessage(now)))} > messages.ndjson`,
    `./parley import messages.ndjson --url ${quoted(origin)} --token "${token}"`,
  ].join('\n');
}

/** Returns a shell command that uses a token of the kind. */
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
