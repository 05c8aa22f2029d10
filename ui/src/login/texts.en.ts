export const login = {
  title: 'Log in to Parley',
  login: 'Login',
  password: 'Password',
  showPassword: 'Show the password',
  submit: 'Log in',
  ended: 'Your session has ended. Log in to continue where you were.',
} as const;
