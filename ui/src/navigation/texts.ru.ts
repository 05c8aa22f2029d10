import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const navigation: Russian<typeof english.navigation> = {
  sections: 'Разделы',
  openSections: 'Открыть разделы',
  collapse: 'Свернуть боковую панель',
  expand: 'Развернуть боковую панель',
};
