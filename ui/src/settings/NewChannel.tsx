import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useNew } from './useNew';

export function NewChannel({ projectShortName }: { readonly projectShortName: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [type, setType] = useState('');
  const [botId, setBotId] = useState('');
  const dialog = useNew(
    'channel',
    () =>
      call('POST', '/api/v1/projects/{projectShortName}/channels', {
        path: { projectShortName },
        body: { channelType: type, ...(botId.trim() !== '' && { botId }) },
      }),
    (_made, close) => {
      setType('');
      setBotId('');
      close();
      return cache.invalidateQueries({ queryKey: ['projects'] });
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.channels.add')} submit={t('forms.add')}>
      <TextInput
        label={t('settings.channels.type')}
        description={t('settings.channels.typeHint')}
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        maxLength={255}
        required
        data-autofocus
      />
      <TextInput
        label={t('settings.channels.botId')}
        description={t('settings.channels.botIdHint')}
        value={botId}
        onChange={(event) => setBotId(event.currentTarget.value)}
        maxLength={255}
      />
    </FormDialog>
  );
}
