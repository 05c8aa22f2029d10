import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const copying: Russian<typeof english.copying> = {
  copy: 'Копировать',
  copied: 'Скопировано',
  copyOf: 'Копировать: {{name}}',
};
