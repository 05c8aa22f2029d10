import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const notifications: Russian<typeof english.notifications> = { undo: 'Отменить' };
