import type { Russian } from '../language/translation';
import type * as english from './texts.en';

export const login: Russian<typeof english.login> = {
  title: 'Вход в Parley',
  login: 'Логин',
  password: 'Пароль',
  showPassword: 'Показать пароль',
  submit: 'Войти',
  ended: 'Сеанс закончился. Войдите, чтобы продолжить с того же места.',
};
