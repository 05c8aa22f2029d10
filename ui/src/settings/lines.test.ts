import { expect, test } from 'vitest';
import { ingestLine, jaicfLine, langfuseLines, otelLines, piecesLine, tokenLine } from './lines';

const now = new Date('2026-11-25T09:00:00Z');

test('a line for each kind of token says where and with what', () => {
  expect(tokenLine('UNIFIED', 'https://parley.example', 'prl_1', now)).toBe(
    'curl -X POST \'https://parley.example/api/v1/reporter/sessions/filter?size=3\' \\\n  -H "Authorization: Bearer prl_1"',
  );
  expect(tokenLine('PROJECT', 'https://parley.example', 'a:1', now)).toBe(
    "curl -X POST 'https://parley.example/reporter/p/a:1/sessions/filter?size=3'",
  );
  expect(tokenLine('INGEST', 'https://parley.example', 'a:1', now)).toBe(
    ingestLine('https://parley.example', 'a:1', now),
  );
});

test('what is reported has a time and ids of its own', () => {
  const line = ingestLine('http://localhost:8080', 'a:1', now);
  expect(line).toContain('"timestamp":"2026-11-25T09:00:00.000Z"');
  expect(line).not.toBe(ingestLine('http://localhost:8080', 'a:1', new Date(now.getTime() + 1)));
});

test('a JAICF bot needs one argument', () => {
  expect(jaicfLine('http://localhost:8080', 'a:1')).toBe(
    'JaicpConversationLogger(accessToken = "a:1", url = "http://localhost:8080")',
  );
});

test('an agent with OpenTelemetry or Langfuse needs three variables', () => {
  expect(otelLines('http://localhost:8080', 'a:1').split('\n')).toEqual([
    "export OTEL_EXPORTER_OTLP_ENDPOINT='http://localhost:8080'",
    'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
    'export OTEL_EXPORTER_OTLP_HEADERS="x-parley-token=a:1"',
  ]);
  expect(langfuseLines('http://localhost:8080', 'shop', 'a:1').split('\n')).toEqual([
    "export LANGFUSE_BASE_URL='http://localhost:8080'",
    "export LANGFUSE_PUBLIC_KEY='shop'",
    'export LANGFUSE_SECRET_KEY="a:1"',
  ]);
});

test('an answer names the piece that it answers', () => {
  const [question, answer] = JSON.parse(/-d '(.*)'$/s.exec(piecesLine('http://localhost:8080', 'a:1', now))![1]!) as {
    readonly id: string;
    readonly replyTo?: string;
  }[];
  expect(answer?.replyTo).toBe(question?.id);
});
