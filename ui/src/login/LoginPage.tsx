import { Alert, Button, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { basePath } from '../api/base';
import { ProblemAlert } from '../problems/ProblemAlert';
import { LanguageMenu } from '../language/LanguageMenu';
import { ThemeMenu } from '../theme/ThemeMenu';
import classes from './LoginPage.module.css';
import { returnPath } from '../session/returnPath';
import { logIn, sessionQuery } from '../session/session';

const route = getRouteApi('/login');

export function LoginPage() {
  // `next` is the requested page; `ended` is set after a session has expired.
  const { next, ended = false } = route.useSearch();
  const { t } = useTranslation();
  const { history } = useRouter();
  const cache = useQueryClient();
  const entering = useMutation({
    mutationFn: logIn,
    onSuccess: (session) => {
      // The cache may contain answers of another user's session.
      cache.clear();
      cache.setQueryData(sessionQuery.queryKey, session);
      history.replace(basePath + returnPath(next));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    entering.mutate({ login: form.get('login') as string, password: form.get('password') as string });
  };
  const notice = ended && entering.isIdle ? t('login.ended') : undefined;
  return (
    <main className={classes.page}>
      <title>{t('login.title')}</title>
      <div className={classes.menus}>
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <Paper component="form" withBorder p="lg" w={340} maw="100%" bg="var(--surface)" onSubmit={submit}>
        <Stack gap="sm">
          <div className={classes.heading}>
            <img src={`${basePath}/favicon.svg`} alt="" width={28} height={28} />
            <Title order={1}>{t('login.title')}</Title>
          </div>
          {notice !== undefined && <Alert variant="light">{notice}</Alert>}
          {entering.isError && <ProblemAlert problem={entering.error} />}
          <TextInput
            name="login"
            label={t('login.login')}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            name="password"
            label={t('login.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          />
          <Button type="submit" size="sm" loading={entering.isPending}>
            {t('login.submit')}
          </Button>
        </Stack>
      </Paper>
    </main>
  );
}
