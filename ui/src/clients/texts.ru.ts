import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const clients: Russian<typeof english.clients> = {
  title: 'Клиенты',
  all: 'Все клиенты',
  find: 'Имя или id',
  name: 'Клиент',
  id: 'Id',
  username: 'Имя пользователя',
  channel: 'Канал',
  firstContact: 'Первое обращение',
  lastVisit: 'Последний визит',
  messages: 'Сообщений',
  sessions: 'Сессии',
  history: 'История',
  newest: 'Показаны последние {{count}}; в истории — все.',
  none: 'Клиентов нет',
  noneHint: 'С последним визитом в этом периоде никто не подходит. Выберите период длиннее или ищите шире.',
  blocked: 'Заблокирован',
  blockedSince: 'Заблокирован с {{date}}',
  block: 'Заблокировать',
  unblock: 'Разблокировать',
  blockTitle: 'Заблокировать {{name}}?',
  blockText: 'Боту будет сказано не пускать этого клиента. Что клиент пишет, хранится всё равно.',
  reason: 'Причина',
  erase: 'Стереть',
  eraseTitle: 'Стереть клиента навсегда?',
  eraseText:
    'Удаляется всё, что клиент сказал, и всё, что его называет: тексты, имена, id, комментарии, данные сессий. Остаётся лишь то, что сообщения были, без содержания. Вернуть это нельзя.',
  typeId: 'Введите {{id}} для подтверждения',
  erasing: 'Клиент стирается.',
};
