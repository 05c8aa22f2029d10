import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const scope: Russian<typeof english.scope> = {
  project: 'Проект: {{name}}',
  projects: 'Проекты',
  findProject: 'Найти проект',
  noProject: 'Такого проекта нет',
  period: '{{name}}: период и часовой пояс {{zone}}',
  choosePeriod: 'Выбрать период',
  preset: {
    today: 'Сегодня',
    yesterday: 'Вчера',
    'this-week': 'Эта неделя',
    'last-week': 'Прошлая неделя',
    'this-month': 'Этот месяц',
    'last-month': 'Прошлый месяц',
    'this-quarter': 'Этот квартал',
    'last-quarter': 'Прошлый квартал',
    '7d': '7 дней',
    '14d': '14 дней',
    '30d': '30 дней',
    '90d': '90 дней',
    '365d': 'Год',
  },
  firstDay: 'Первый день',
  lastDay: 'Последний день',
  backwards: 'Последний день не может быть раньше первого',
  show: 'Показать эти дни',
  zone: 'Часовой пояс',
  noZone: 'Такого пояса нет',
};
