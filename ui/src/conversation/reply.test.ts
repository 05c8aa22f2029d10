import { expect, test } from 'vitest';
import { errorOf, type Message, repliesOf } from './reply';

function message(parts: Partial<Message>): Message {
  return { timestamp: '2026-11-25T12:00:00Z', questionId: 'q', sessionId: 's', isLivechat: false, ...parts };
}

test('replies come in order, by their kind', () => {
  const replies = [
    { type: 'text', text: 'Hello', state: '/Start' },
    { type: 'buttons', buttons: [{ text: 'Order' }, 'Agent'], state: '/Start' },
    { type: 'image', imageUrl: 'https://img.example.org/map.png', state: '/Start' },
    { type: 'carousel', text: 'Choose', content: [{ title: 'Fast', btnText: 'Take', description: 'an hour' }] },
    { type: 'location', lat: 1 },
  ];
  expect(repliesOf(message({ textAnswer: 'Hello', responseData: { replies } }))).toEqual([
    { kind: 'text', text: 'Hello' },
    { kind: 'buttons', buttons: ['Order', 'Agent'] },
    { kind: 'image', address: 'https://img.example.org/map.png' },
    {
      kind: 'carousel',
      text: 'Choose',
      cards: [{ title: 'Fast', description: 'an hour', image: undefined, button: 'Take' }],
    },
    { kind: 'other', type: 'location', content: { lat: 1 } },
  ]);
});

test('without replies the plain answer speaks', () => {
  expect(repliesOf(message({ textAnswer: 'Hello' }))).toEqual([{ kind: 'text', text: 'Hello' }]);
  expect(repliesOf(message({}))).toEqual([]);
});

test('an operator’s words are the answer', () => {
  const parts = {
    operatorInfo: { id: 'op-1' },
    textAnswer: 'Hi',
    responseData: { replies: [{ type: 'text', text: 'x' }] },
  };
  expect(repliesOf(message(parts))).toEqual([{ kind: 'text', text: 'Hi' }]);
});

test('an error is shown once, and is no text', () => {
  const replies = [{ type: 'text', text: '', errorStacktrace: 'Timeout\n\tat X' }];
  expect(repliesOf(message({ responseData: { replies } }))).toEqual([]);
  expect(errorOf(message({ exception: 'Timeout', responseData: { replies } }))).toBe('Timeout\n\tat X');
  expect(errorOf(message({ exception: 'Timeout' }))).toBe('Timeout');
});

test.each([null, 'text', [], 7])('a reply that is %j is skipped', (reply) => {
  expect(repliesOf(message({ responseData: { replies: [reply] } }))).toEqual([]);
});
