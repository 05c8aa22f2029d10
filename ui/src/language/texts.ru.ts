import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const language: Russian<typeof english.language> = {
  name: 'Язык',
};
