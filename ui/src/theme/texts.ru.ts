import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const theme: Russian<typeof english.theme> = {
  name: 'Тема',
  light: 'Светлая',
  dark: 'Тёмная',
  auto: 'Как в системе',
};
