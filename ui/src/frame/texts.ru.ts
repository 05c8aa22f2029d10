import type { Russian } from '../text/translation';
import type * as english from './texts.en';

export const frame: Russian<typeof english.frame> = {
  skip: 'К содержанию',
  sections: 'Разделы',
  openSections: 'Открыть разделы',
  collapse: 'Свернуть боковую панель',
  expand: 'Развернуть боковую панель',
  language: 'Язык',
  theme: { name: 'Тема', light: 'Светлая', dark: 'Тёмная', auto: 'Как в системе' },
  account: 'Учётная запись {{login}}',
  logOut: 'Выйти',
  close: 'Закрыть',
  noProjects: 'Проектов пока нет',
  noProjectsHint: 'Диалоги лежат в проектах. Первый создаёт администратор учётной записи.',
  cancel: 'Отмена',
  tryAgain: 'Повторить',
  loading: 'Загрузка',
  rename: 'Переименовать',
  renameOf: 'Переименовать {{name}}',
  newName: 'Новое имя для {{name}}',
  moveOf: 'Переместить {{name}}',
  moveHint: 'Перетащите или нажимайте стрелки вверх и вниз',
  movedTo: '{{name}}: место {{place}} из {{count}}',
  copy: 'Копировать',
  copied: 'Скопировано',
  copyOf: 'Копировать: {{name}}',
  save: 'Сохранить',
  add: 'Добавить',
  delete: 'Удалить',
  previous: 'Новее',
  next: 'Старше',
};

export const role: Russian<typeof english.role> = {
  ADMIN: 'Администратор',
  ANALYST: 'Аналитик',
  VIEWER: 'Наблюдатель',
};

export const problem: Russian<typeof english.problem> = {
  unreachable: 'Сервер не отвечает. Проверьте сеть и повторите.',
  unreadable: 'Сервер ответил {{status}} без объяснения. Подробности — в его журнале.',
  unexpected: 'Страница перестала работать',
  unexpectedHint: 'Обновите её. Если не поможет, передайте администратору этот текст:',
  reload: 'Обновить',
  notFound: 'Такой страницы нет',
  notFoundHint: 'Возможно, в адресе опечатка или страницу удалили.',
  toStart: 'На начальную страницу',
};
