import type { Russian } from '../text/translation';
import type * as english from './texts.en';

export const session: Russian<typeof english.session> = {
  title: 'Вход в Parley',
  login: 'Логин',
  password: 'Пароль',
  showPassword: 'Показать пароль',
  submit: 'Войти',
  ended: 'Сеанс закончился. Войдите, чтобы продолжить с того же места.',
};
