import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconEraser } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import { notify } from '../notifications/notify';
import { tasksQuery } from '../tasks/tasksQuery';
import { type ClientAsked, erase } from './clientQueries';

/** Permanent erasure of a client; the user confirms it by typing the client's id. */
export function Erasing({ asked }: { readonly asked: ClientAsked }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const erasing = useMutation({
    mutationFn: () => erase(asked),
    onSuccess: () => {
      dialog.close();
      notify({ text: t('clients.erasing'), link: { to: '/tasks', name: t('tasks.title') } });
      return cache.invalidateQueries({ queryKey: tasksQuery.queryKey });
    },
  });
  const meant = typed.trim() === asked.clientId;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (meant) {
      erasing.mutate();
    }
  };
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        c="var(--bad-text)"
        leftSection={<IconEraser size={14} />}
        onClick={dialog.open}
      >
        {t('clients.erase')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('clients.eraseTitle')}
        closeButtonProps={{ 'aria-label': t('forms.close') }}
      >
        <form onSubmit={submit}>
          <Text size="sm" mb="sm">
            {t('clients.eraseText')}
          </Text>
          <TextInput
            label={t('clients.typeId', { id: asked.clientId })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {erasing.error && <ProblemAlert problem={erasing.error} />}
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="default" onClick={dialog.close}>
              {t('forms.cancel')}
            </Button>
            <Button type="submit" color="red.8" disabled={!meant} loading={erasing.isPending}>
              {t('clients.erase')}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
