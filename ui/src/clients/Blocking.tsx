import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconBan } from '@tabler/icons-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clientName } from '../conversation/names';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatMoment } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { block, type Client, type ClientAsked, clientKeys, unblock } from './clientQueries';

interface BlockingProps {
  readonly asked: ClientAsked;
  readonly client: Client;
  readonly mayChange: boolean;
}

/** Block status of a client, as reported to the bot, with its reason. */
export function Blocking({ asked, client, mayChange }: BlockingProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const cache = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const changing = useMutation({
    /** Blocks the client with the reason, which may be empty; `undefined` unblocks it. */
    mutationFn: (reason: string | undefined) => (reason === undefined ? unblock(asked) : block(asked, reason)),
    onSuccess: () => {
      dialog.close();
      return cache.invalidateQueries({ queryKey: clientKeys.all });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    changing.mutate((new FormData(event.currentTarget).get('reason') as string).trim());
  };
  return (
    <>
      {client.isBlocked && (
        <Text size="sm" c="var(--bad-text)" mb={6}>
          {[
            client.blockDate === undefined
              ? t('clients.blocked')
              : t('clients.blockedSince', { date: formatMoment(client.blockDate, zone, language) }),
            client.blockReason,
          ]
            .filter(Boolean)
            .join(': ')}
        </Text>
      )}
      {mayChange &&
        (client.isBlocked ? (
          <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate(undefined)}>
            {t('clients.unblock')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconBan size={14} />} onClick={dialog.open}>
            {t('clients.block')}
          </Button>
        ))}
      {changing.error && !opened && <ProblemAlert problem={changing.error} />}
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('clients.blockTitle', { name: clientName(client) })}
        closeButtonProps={{ 'aria-label': t('forms.close') }}
      >
        <form onSubmit={submit}>
          <Text size="sm" mb="sm">
            {t('clients.blockText')}
          </Text>
          <TextInput name="reason" label={t('clients.reason')} data-autofocus />
          {changing.error && <ProblemAlert problem={changing.error} />}
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="default" onClick={dialog.close}>
              {t('forms.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={changing.isPending}>
              {t('clients.block')}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
