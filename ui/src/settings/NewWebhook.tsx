import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useNew } from './useNew';

export function NewWebhook({ onMade }: { readonly onMade: (webhook: Schemas['NewWebhook']) => Promise<void> }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const dialog = useNew(
    'webhook',
    () => call('POST', '/api/v1/webhooks', { body: { url: url.trim() } }),
    (webhook, close) => {
      setUrl('');
      close();
      return onMade(webhook);
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.webhooks.add')} submit={t('forms.add')}>
      <TextInput
        type="url"
        label={t('settings.webhooks.url')}
        placeholder="https://example.org/parley"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
