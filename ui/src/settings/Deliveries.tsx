import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { ProblemAlert } from '../problems/ProblemAlert';
import { Pager } from './Pager';
import { deliveriesQuery, PAGE_SIZE } from './queries';
import { Section } from './Section';

const route = getRouteApi('/inside/settings/$part');

export function Deliveries({ webhook }: { readonly webhook: number }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const { page = 0 } = route.useSearch();
  const deliveries = useQuery(deliveriesQuery(webhook, page));
  const repeating = useMutation({
    mutationFn: (deliveryId: number) =>
      call('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry', { path: { id: webhook, deliveryId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['webhooks', webhook] }),
  });
  return (
    <Section title={t('settings.webhooks.deliveries')}>
      {repeating.isError && <ProblemAlert problem={repeating.error} />}
      <Loaded query={deliveries}>
        {({ deliveries: rows, paging }) =>
          rows.length === 0 ? (
            <Text size="sm">{t('settings.webhooks.noDeliveries')}</Text>
          ) : (
            <>
              <DataTable
                label={t('settings.webhooks.deliveries')}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: t('settings.webhooks.event'), cell: ({ event }) => t(`settings.webhooks.events.${event}`) },
                  {
                    title: t('settings.webhooks.state'),
                    width: '30%',
                    cell: ({ status, error }) => (
                      <>
                        {t(`settings.webhooks.states.${status}`)}
                        {error !== undefined && status !== 'DELIVERED' && (
                          <Text size="xs" c="dimmed">
                            {error}
                          </Text>
                        )}
                      </>
                    ),
                  },
                  {
                    title: t('settings.webhooks.attempts'),
                    width: '10%',
                    align: 'right',
                    cell: ({ attempts }) => <span className="number">{attempts}</span>,
                  },
                  {
                    title: t('settings.webhooks.created'),
                    width: 150,
                    cell: ({ createdAt }) => <Moment iso={createdAt} />,
                  },
                  {
                    title: t('settings.actions'),
                    width: 80,
                    align: 'right',
                    cell: ({ id }) => (
                      <Tooltip label={t('settings.webhooks.again')}>
                        <ActionIcon
                          aria-label={t('settings.webhooks.againOf', { id })}
                          onClick={() => repeating.mutate(id)}
                        >
                          <IconRefresh size={18} />
                        </ActionIcon>
                      </Tooltip>
                    ),
                  },
                ]}
              />
              <Pager
                page={page}
                pageSize={PAGE_SIZE}
                total={paging.totalCount}
                onPage={(next) => void navigate({ search: { webhook, ...(next > 0 && { page: next }) } })}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
