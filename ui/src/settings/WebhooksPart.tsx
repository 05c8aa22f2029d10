import { ActionIcon, Alert, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { CopyBlock } from '../copying/CopyBlock';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { ProblemAlert } from '../problems/ProblemAlert';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import { type Webhook, webhooksQuery } from './queries';
import { Section } from './Section';
import { NewWebhook } from './NewWebhook';
import { Deliveries } from './Deliveries';

const route = getRouteApi('/inside/settings/$part');

/** Webhooks for finished reports, with their deliveries. */
export function WebhooksPart() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const shown = route.useSearch().webhook;
  const webhooks = useQuery(webhooksQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const [made, setMade] = useState<Schemas['NewWebhook']>();
  const testing = useMutation({
    mutationFn: ({ id }: Webhook) => call('POST', '/api/v1/webhooks/{id}/test', { path: { id } }),
  });
  const deleting = useQuestion(
    ({ id }: Webhook) => call('DELETE', '/api/v1/webhooks/{id}', { path: { id } }),
    async () => {
      await navigate({ search: {} });
      await refresh();
    },
  );
  return (
    <>
      <Section
        title={t('settings.part.webhooks')}
        action={
          <Button leftSection={<IconPlus size={14} />} onClick={() => void navigate({ search: { new: 'webhook' } })}>
            {t('settings.webhooks.add')}
          </Button>
        }
      >
        <Text size="sm" c="dimmed">
          {t('settings.webhooks.hint')}
        </Text>
        {testing.isError && <ProblemAlert problem={testing.error} />}
        {testing.data && <TestResult result={testing.data} url={testing.variables.url} />}
        <Loaded query={webhooks}>
          {(rows) =>
            rows.length === 0 ? (
              <Text size="sm">{t('settings.webhooks.none')}</Text>
            ) : (
              <DataTable
                label={t('settings.part.webhooks')}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: t('settings.webhooks.url'), cell: ({ url }) => url },
                  {
                    title: t('settings.webhooks.created'),
                    width: 150,
                    cell: ({ createdAt }) => <Moment iso={createdAt} />,
                  },
                  {
                    title: t('settings.actions'),
                    width: 300,
                    align: 'right',
                    cell: (webhook) => (
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        <Button
                          variant="default"
                          aria-label={t('settings.webhooks.testOf', { url: webhook.url })}
                          loading={testing.isPending && testing.variables.id === webhook.id}
                          onClick={() => testing.mutate(webhook)}
                        >
                          {t('settings.webhooks.test')}
                        </Button>
                        <Button
                          variant="default"
                          aria-expanded={shown === webhook.id}
                          onClick={() => void navigate({ search: shown === webhook.id ? {} : { webhook: webhook.id } })}
                        >
                          {t('settings.webhooks.deliveries')}
                        </Button>
                        <Tooltip label={t('forms.delete')}>
                          <ActionIcon
                            aria-label={t('settings.webhooks.deleteOf', { url: webhook.url })}
                            onClick={() => deleting.ask(webhook)}
                          >
                            <IconTrash size={18} />
                          </ActionIcon>
                        </Tooltip>
                      </Group>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
        <NewWebhook
          onMade={(webhook) => {
            setMade(webhook);
            return refresh();
          }}
        />
        <Modal
          opened={made !== undefined}
          onClose={() => setMade(undefined)}
          size="lg"
          title={t('settings.webhooks.made')}
          closeButtonProps={{ 'aria-label': t('forms.close') }}
        >
          <Stack gap="sm">
            <Alert variant="light" p="xs">
              {t('settings.webhooks.once')}
            </Alert>
            <CopyBlock label={t('settings.webhooks.secret')} text={made?.secret ?? ''} />
          </Stack>
        </Modal>
        <QuestionDialog
          {...deleting.dialog}
          title={t('settings.webhooks.deleteTitle')}
          text={t('settings.webhooks.deleteText', { url: deleting.thing?.url ?? '' })}
          yes={t('forms.delete')}
        />
      </Section>
      {shown !== undefined && <Deliveries webhook={shown} />}
    </>
  );
}

function TestResult({ result, url }: { readonly result: Schemas['WebhookTest']; readonly url: string }) {
  const { t } = useTranslation();
  return (
    <Alert role="status" variant="light" color={result.delivered ? 'green' : 'red'} p="xs">
      {result.delivered
        ? t('settings.webhooks.tested', { url, status: result.responseStatus ?? '' })
        : t('settings.webhooks.testFailed', { url, reason: result.error ?? '' })}
    </Alert>
  );
}
