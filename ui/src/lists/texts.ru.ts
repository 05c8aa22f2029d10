import type { Russian } from '../text/translation';
import type * as english from './texts.en';

export const lists: Russian<typeof english.lists> = {
  most: 'Показаны первые {{most}} из {{total}}. До остальных можно добраться фильтрами.',
};
