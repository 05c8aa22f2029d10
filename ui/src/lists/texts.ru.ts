import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const lists: Russian<typeof english.lists> = {
  most: 'Показаны первые {{most}} из {{total}}. До остальных можно добраться фильтрами.',
  moveOf: 'Переместить {{name}}',
  moveHint: 'Перетащите или нажимайте стрелки вверх и вниз',
  movedTo: '{{name}}: место {{place}} из {{count}}',
  previous: 'Новее',
  next: 'Старше',
};
