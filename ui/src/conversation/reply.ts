import type { Schemas } from '../api/call';

export type Message = Schemas['Message'];

/** One reply of the bot. Undocumented kinds of channels and scripts are `other`. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly address: string }
  | { readonly kind: 'audio'; readonly address: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly string[] }
  | { readonly kind: 'carousel'; readonly text: string; readonly cards: readonly Card[] }
  | { readonly kind: 'other'; readonly type: string; readonly content: unknown };

export interface Card {
  readonly title: string;
  readonly description: string | undefined;
  readonly image: string | undefined;
  readonly button: string | undefined;
}

/** Returns the answers in order: the replies, or the plain answer if there are none. */
export function repliesOf({ responseData, textAnswer, operatorInfo }: Message): readonly Reply[] {
  const given = responseData?.replies;
  const replies = operatorInfo === undefined && Array.isArray(given) ? given.flatMap(replyOf) : [];
  return replies.length > 0 || textAnswer === undefined || textAnswer === ''
    ? replies
    : [{ kind: 'text', text: textAnswer }];
}

/** Returns the script's error; the message's exception and a reply's error are the same. */
export function errorOf({ exception, responseData }: Message): string | undefined {
  const given = responseData?.replies;
  const traces = Array.isArray(given)
    ? given.flatMap((reply) =>
        isObject(reply) && typeof reply.errorStacktrace === 'string' ? [reply.errorStacktrace] : [],
      )
    : [];
  return traces[0] ?? exception;
}

function replyOf(reply: unknown): readonly Reply[] {
  if (!isObject(reply)) {
    return [];
  }
  const { type, state: _state, ...content } = reply;
  switch (type) {
    case 'text':
      return text(content.text) === '' ? [] : [{ kind: 'text', text: text(content.text) }];
    case 'image':
      return [{ kind: 'image', address: text(content.imageUrl) }];
    case 'audio':
      return [{ kind: 'audio', address: text(content.audioUrl) }];
    case 'buttons':
    case 'inlineButtons':
      return [
        {
          kind: 'buttons',
          buttons: list(content.buttons).map((button) => text(isObject(button) ? button.text : button)),
        },
      ];
    case 'carousel':
      return [{ kind: 'carousel', text: text(content.text), cards: list(content.content).map(cardOf) }];
    default:
      return [{ kind: 'other', type: text(type), content }];
  }
}

function cardOf(card: unknown): Card {
  const { title, description, image, btnText } = isObject(card) ? card : {};
  return { title: text(title), description: some(description), image: some(image), button: some(btnText) };
}

function some(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
