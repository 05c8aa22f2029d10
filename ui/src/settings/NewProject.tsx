import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useScopeChange } from '../scope/useScope';
import { useNew } from './useNew';
import { useProjectsRefresh } from './useProjectsRefresh';

export function NewProject() {
  const { t } = useTranslation();
  const refresh = useProjectsRefresh();
  const { chooseProject } = useScopeChange();
  const [name, setName] = useState('');
  const dialog = useNew(
    'project',
    () => call('POST', '/api/v1/projects', { body: { name } }),
    async ({ shortName }) => {
      setName('');
      await refresh();
      chooseProject(shortName);
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.projects.add')} submit={t('forms.add')}>
      <TextInput
        label={t('settings.project.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={255}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
