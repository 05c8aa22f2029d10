import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const problem: Russian<typeof english.problem> = {
  unreachable: 'Сервер не отвечает. Проверьте сеть и повторите.',
  unreadable: 'Сервер ответил {{status}} без объяснения. Подробности — в его журнале.',
  unexpected: 'Страница перестала работать',
  unexpectedHint: 'Обновите её. Если не поможет, передайте администратору этот текст:',
  reload: 'Обновить',
  notFound: 'Такой страницы нет',
  notFoundHint: 'Возможно, в адресе опечатка или страницу удалили.',
  toStart: 'На начальную страницу',
  tryAgain: 'Повторить',
  loading: 'Загрузка',
};
