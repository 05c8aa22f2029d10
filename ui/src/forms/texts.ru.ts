import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const forms: Russian<typeof english.forms> = {
  close: 'Закрыть',
  cancel: 'Отмена',
  save: 'Сохранить',
  add: 'Добавить',
  delete: 'Удалить',
  rename: 'Переименовать',
  renameOf: 'Переименовать {{name}}',
  newName: 'Новое имя для {{name}}',
};
