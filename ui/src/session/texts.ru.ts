import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const role: Russian<typeof english.role> = {
  ADMIN: 'Администратор',
  ANALYST: 'Аналитик',
  VIEWER: 'Наблюдатель',
};
