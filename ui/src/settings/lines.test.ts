import { expect, test } from 'vitest';
import { ingestLine, jaicfLine, tokenLine } from './lines';

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
