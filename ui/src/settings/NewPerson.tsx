import { PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useNew } from './useNew';
import { roles } from './people';

export function NewPerson({ onAdded }: { readonly onAdded: (person: Schemas['NewPerson']) => Promise<void> }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Schemas['Role']>('ANALYST');
  const [password, setPassword] = useState('');
  const dialog = useNew(
    'person',
    () => call('POST', '/api/v1/people', { body: { login: login.trim(), role, ...(password !== '' && { password }) } }),
    (person, close) => {
      setLogin('');
      setPassword('');
      close();
      return onAdded(person);
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.people.add')} submit={t('forms.add')}>
      <TextInput
        label={t('settings.people.login')}
        description={t('settings.people.loginHint')}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        maxLength={255}
        autoComplete="off"
        required
        data-autofocus
      />
      <Radio.Group label={t('settings.people.role')} value={role} onChange={(value) => setRole(value)}>
        <Stack gap={6} mt={4}>
          {roles.map((each) => (
            <Radio
              key={each}
              value={each}
              size="xs"
              label={t(`role.${each}`)}
              description={t(`settings.people.roleHints.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <PasswordInput
        label={t('settings.people.password')}
        description={t('settings.people.passwordHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings.password.show') }}
      />
    </FormDialog>
  );
}
