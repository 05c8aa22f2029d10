import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const routing: Russian<typeof english.routing> = {
  unreadable: 'Часть адреса не имеет смысла и не учтена: {{parts}}.',
  part: { period: 'период', zone: 'часовой пояс', filters: 'фильтры' },
};
