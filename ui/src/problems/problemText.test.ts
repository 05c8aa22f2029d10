import i18next from 'i18next';
import { expect, test } from 'vitest';
import { ApiProblem } from '../api/problem';
import { problemText } from './problemText';
import * as english from './texts.en';
import * as russian from './texts.ru';

async function say(language: 'en' | 'ru', problem: ApiProblem): Promise<string> {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    resources: { en: { translation: english }, ru: { translation: russian } },
    interpolation: { escapeValue: false },
  });
  return problemText(i18n.t, problem);
}

const noSession = new ApiProblem(404, 'reporter.not_found.session', 'sessionId: got «x»', {
  field: 'sessionId',
  got: 'telegram-nope',
});

test('an error of the API is worded by the page, in the language of the user', async () => {
  expect(await say('ru', noSession)).toContain('Сессии «telegram-nope» в этом проекте нет');
  expect(await say('en', noSession)).toContain('There is no session “telegram-nope” in this project');
});

test('a field has a text of its own where the code says too little', async () => {
  const args = { field: 'url', got: 'http://127.0.0.1:9/hook' };
  expect(await say('en', new ApiProblem(400, 'reporter.validation.invalid_value', '…', args))).toContain(
    'internal hosts',
  );
  const other = new ApiProblem(400, 'reporter.validation.invalid_value', '…', { field: 'body.size', got: 'x' });
  expect(await say('en', other)).toBe('“x” is not possible here (size).');
});

test('a code without a text has the message of the server', async () => {
  expect(await say('ru', new ApiProblem(400, 'reporter.validation.brand_new', 'Said by the server'))).toBe(
    'Said by the server',
  );
});

test('every code with a text is used', async () => {
  for (const code of Object.keys(english.problem.of)) {
    const field = /^(?:invalid_value|out_of_range)_(\w+)$/.exec(code)?.[1];
    const name = field === undefined ? code : code.slice(0, -field.length - 1);
    const args = { got: 'got', ...(field !== undefined && { field }) };
    expect(await say('en', new ApiProblem(400, `reporter.kind.${name}`, 'unworded', args)), code).not.toBe('unworded');
  }
});
