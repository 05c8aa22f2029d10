import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { ProblemAlert } from '../problems/ProblemAlert';
import { Section } from './Section';
import classes from './SettingsPage.module.css';

/** Form that changes the user's own password. */
export function PasswordPart() {
  const { t } = useTranslation();
  const [old, setOld] = useState('');
  const [wanted, setWanted] = useState('');
  const changing = useMutation({
    mutationFn: () => call('PUT', '/api/v1/session/password', { body: { oldPassword: old, newPassword: wanted } }),
    onSuccess: () => {
      setOld('');
      setWanted('');
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    changing.mutate();
  };
  const toggle = { 'aria-label': t('settings.password.show') };
  return (
    <Section title={t('settings.part.password')}>
      <form onSubmit={submit} className={classes.form}>
        <PasswordInput
          label={t('settings.password.old')}
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          required
        />
        <PasswordInput
          label={t('settings.password.new')}
          description={t('settings.password.hint')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          required
        />
        {changing.isError && <ProblemAlert problem={changing.error} />}
        {changing.isSuccess && (
          <Alert role="status" variant="light" color="green" p="xs">
            {t('settings.password.done')}
          </Alert>
        )}
        <div>
          <Button type="submit" loading={changing.isPending}>
            {t('settings.password.submit')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
