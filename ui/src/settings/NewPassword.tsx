import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../forms/FormDialog';
import type { Person } from './queries';
import { changePerson } from './people';

/** Dialog that sets a new password for another user. */
export function NewPassword({
  person,
  onClose,
}: {
  readonly person: Person | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const giving = useMutation({
    mutationFn: ({ id }: Person) => changePerson(id, { password }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      opened={person !== undefined}
      title={t('settings.people.newPasswordOf', { login: person?.login ?? '' })}
      submit={t('forms.save')}
      busy={giving.isPending}
      problem={giving.error}
      onSubmit={() => {
        if (person) {
          giving.mutate(person);
        }
      }}
      onClose={onClose}
    >
      <PasswordInput
        label={t('settings.people.newPassword')}
        description={t('settings.people.newPasswordHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings.password.show') }}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
