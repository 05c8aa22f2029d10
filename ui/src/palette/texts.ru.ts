import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const palette: Russian<typeof english.palette> = {
  open: 'Перейти… (Ctrl+K)',
  title: 'Перейти',
  hint: 'Раздел, проект, клиент, метка, фильтры или id',
  byId: 'По id',
  session: 'Открыть сессию {{id}}',
  client: 'Найти клиента {{id}}',
  nothing: 'Ничего с таким названием нет',
};
