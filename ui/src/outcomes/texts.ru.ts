import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const outcomes: Russian<typeof english.outcomes> = {
  title: 'Метрики',
  hint: 'Сценарии называют темы, действия и результаты сессий ключами. Здесь у каждого ключа появляются слова для людей. Ключи, которых в списке нет, видны как есть.',
  kinds: { topics: 'Темы', actions: 'Действия', results: 'Результаты' },
  add: { topics: 'Добавить тему', actions: 'Добавить действие', results: 'Добавить результат' },
  none: 'В списке пока ничего нет.',
  unlisted: 'Есть у сессий, но не в списке:',
  key: 'Ключ',
  value: 'Показывать как',
  use: 'Использование',
  used: 'есть у сессий',
  unused: 'пока не встречался',
  stays: 'Есть у сессий, поэтому остаётся',
  actions: 'Действия',
  deleteOf: 'Удалить {{name}}',
};
