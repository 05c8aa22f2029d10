import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const labelling: Russian<typeof english.labelling> = {
  labels: 'Метки',
  find: 'Найти метку',
  none: 'Меток пока нет. Создайте их в разделе «Метки».',
  change: 'Изменить метки',
  set: 'Сохранить',
  held: '{{name}} (на {{count}} из {{all}})',
  putOn: 'Поставить',
  takeOff: 'Снять',
  many_one: 'Разметить {{count}}',
  many_few: 'Разметить {{count}}',
  many_many: 'Разметить {{count}}',
  many_other: 'Разметить {{count}}',
};
