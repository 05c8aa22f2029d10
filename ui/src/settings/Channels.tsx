import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import { channelsQuery } from './queries';
import { Section } from './Section';
import { NewChannel } from './NewChannel';

const route = getRouteApi('/inside/settings/$part');

export function Channels({
  projectShortName,
  mayChange,
}: {
  readonly projectShortName: string;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = route.useNavigate();
  const channels = useQuery(channelsQuery(projectShortName));
  return (
    <Section
      title={t('settings.channels.title')}
      action={
        mayChange && (
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => void navigate({ search: { new: 'channel' } })}
          >
            {t('settings.channels.add')}
          </Button>
        )
      }
    >
      <Loaded query={channels}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('settings.channels.none')}
            </Text>
          ) : (
            <DataTable
              label={t('settings.channels.title')}
              rows={rows}
              keyOf={({ botId }) => botId}
              columns={[
                { title: t('settings.channels.type'), width: '16%', cell: ({ channelType }) => channelType },
                { title: t('settings.channels.botId'), cell: ({ botId }) => <code>{botId}</code> },
                {
                  title: t('settings.channels.clients'),
                  width: '12%',
                  align: 'right',
                  cell: ({ clients }) => <span className="number">{formatNumber(clients, language)}</span>,
                },
                {
                  title: t('settings.project.sessions'),
                  width: '12%',
                  align: 'right',
                  cell: ({ sessions }) => <span className="number">{formatNumber(sessions, language)}</span>,
                },
                {
                  title: t('settings.project.lastMessage'),
                  width: 170,
                  cell: ({ lastMessageAt }) =>
                    lastMessageAt === undefined ? t('settings.never') : <Moment iso={lastMessageAt} />,
                },
              ]}
            />
          )
        }
      </Loaded>
      <NewChannel projectShortName={projectShortName} />
    </Section>
  );
}
