import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { formatNumber } from '../scope/format';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { useLanguage } from '../language/language';
import { ExperimentStatus } from './ExperimentStatus';
import { NewExperiment } from './NewExperiment';
import { experimentsQuery, joinedQuery } from './queries';

const route = getRouteApi('/inside/experiments');

/** List of the project's experiments. */
export function ExperimentsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const project = useProject();
  const navigate = route.useNavigate();
  const mayEdit = useSession().user.role !== 'VIEWER';
  const experiments = useQuery(experimentsQuery(project));
  const { data: joined } = useQuery(joinedQuery(project));
  return (
    <Stack gap="sm">
      <title>{`${t('experiments.title')} · Parley`}</title>
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t('experiments.title')}</Title>
        {mayEdit && (
          <Button leftSection={<IconPlus size={14} />} onClick={() => void navigate({ search: { new: true } })}>
            {t('experiments.add')}
          </Button>
        )}
      </Group>
      <Loaded query={experiments}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm" maw={640}>
              {t('experiments.none')}
            </Text>
          ) : (
            <DataTable
              label={t('experiments.title')}
              // Newest first.
              rows={[...rows].reverse()}
              keyOf={({ key }) => key}
              columns={[
                {
                  title: t('experiments.key'),
                  width: '22%',
                  cell: ({ key }) => (
                    <Anchor
                      renderRoot={(props) => <Link {...props} to="/experiments/$key" params={{ key }} />}
                      size="sm"
                    >
                      {key}
                    </Anchor>
                  ),
                },
                { title: t('experiments.description'), cell: ({ description }) => description },
                {
                  title: t('experiments.branches'),
                  width: '18%',
                  cell: ({ branches }) => branches.map(({ key }) => key).join(', '),
                },
                {
                  title: t('experiments.state'),
                  width: 130,
                  cell: ({ status }) => <ExperimentStatus status={status} />,
                },
                {
                  title: t('experiments.sessions'),
                  width: 100,
                  align: 'right',
                  cell: ({ key }) => (
                    <span className="number">{joined && formatNumber(joined.get(key) ?? 0, language)}</span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {mayEdit && <NewExperiment project={project} />}
    </Stack>
  );
}
