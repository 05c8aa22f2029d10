import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const reports: Russian<typeof english.reports> = {
  report: 'Отчёт',
  log: { sessions: 'Лог сессий', messages: 'Лог сообщений', clients: 'Отчёт по клиентам' },
  as: '{{name}}, {{fileType}}',
  started: '{{name}}: отчёт пишется.',
};
