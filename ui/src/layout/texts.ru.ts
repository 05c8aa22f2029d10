import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const layout: Russian<typeof english.layout> = {
  skip: 'К содержанию',
  account: 'Учётная запись {{login}}',
  logOut: 'Выйти',
  noProjects: 'Проектов пока нет',
  noProjectsHint: 'Диалоги лежат в проектах. Первый создаёт администратор учётной записи.',
  unknownProject: 'Проекта «{{project}}» нет',
  unknownProjectHint: 'В адресе может быть опечатка, или проект вам не открыт. Выберите другой:',
  connectionLost: 'Сервер не отвечает. Когда он вернётся, страница продолжит сама.',
};
