import { expect, test } from 'vitest';
import type { Row } from './rows';
import { isSelected, NOTHING, sizeOf, toggled } from './selection';

function session(sessionId: string, botId = 'bot'): Row {
  return {
    kind: 'session',
    session: {
      sessionId,
      botId,
      projectShortName: 'p',
      channelType: 'vk',
      client: { id: 'c' },
      startTime: '2026-11-25T12:00:00Z',
      isLivechat: false,
    },
  };
}

test('a row goes in and out', () => {
  const one = toggled(NOTHING, session('a'));
  expect(isSelected(one, session('a'))).toBe(true);
  expect(isSelected(one, session('a', 'another bot'))).toBe(false);
  expect(sizeOf(one, 100)).toBe(1);
  expect(sizeOf(toggled(one, session('a')), 100)).toBe(0);
});

test('everything is as much as there is; a row then starts anew', () => {
  expect(sizeOf({ kind: 'all' }, 100)).toBe(100);
  expect(isSelected({ kind: 'all' }, session('b'))).toBe(true);
  expect(sizeOf(toggled({ kind: 'all' }, session('b')), 100)).toBe(1);
});
