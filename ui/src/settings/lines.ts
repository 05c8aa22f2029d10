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

/** Returns a shell command that reports a question and its answer as two pieces. */
export function piecesLine(origin: string, token: string, now: Date): string {
  const id = now.getTime().toString(36);
  const common = { conversationId: `try-${id}`, botId: 'try-1', channelType: 'telegram', timestamp: now.toISOString() };
  const pieces = [
    { ...common, id: `${id}-1`, author: 'client', client: { id: 'anna' }, text: 'Where is my order?' },
    { ...common, id: `${id}-2`, author: 'bot', replyTo: `${id}-1`, text: 'On its way.' },
  ];
  return [
    `curl ${quoted(`${origin}/api/v1/ingest/pieces`)}`,
    `-H "Authorization: Bearer ${token}"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(pieces))}`,
  ].join(' \\\n  ');
}

/** Returns the environment of an agent that reports through OpenTelemetry. */
export function otelLines(origin: string, token: string): string {
  return [
    `export OTEL_EXPORTER_OTLP_ENDPOINT=${quoted(origin)}`,
    'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
    `export OTEL_EXPORTER_OTLP_HEADERS="x-parley-token=${token}"`,
  ].join('\n');
}

/** Returns the environment of an agent that reports through an SDK of Langfuse. */
export function langfuseLines(origin: string, projectShortName: string, token: string): string {
  return [
    `export LANGFUSE_BASE_URL=${quoted(origin)}`,
    `export LANGFUSE_PUBLIC_KEY=${quoted(projectShortName)}`,
    `export LANGFUSE_SECRET_KEY="${token}"`,
  ].join('\n');
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
