import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { formatNumber } from '../scope/format';
import { useProject, useScopeChange } from '../scope/useScope';
import { useLanguage } from '../language/language';
import { projectsQuery } from './queries';
import { Section } from './Section';
import { NewProject } from './NewProject';

const route = getRouteApi('/inside/settings/$part');

export function Projects({ mayAdd }: { readonly mayAdd: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = route.useNavigate();
  const { chooseProject } = useScopeChange();
  const projects = useQuery(projectsQuery);
  const chosen = useProject();
  return (
    <Section
      title={t('settings.projects.title')}
      action={
        mayAdd && (
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => void navigate({ search: { new: 'project' } })}
          >
            {t('settings.projects.add')}
          </Button>
        )
      }
    >
      <Loaded query={projects}>
        {(rows) => (
          <DataTable
            label={t('settings.projects.title')}
            rows={rows}
            keyOf={({ shortName }) => shortName}
            columns={[
              {
                title: t('settings.project.name'),
                cell: ({ name, shortName }) =>
                  shortName === chosen ? (
                    <b>{name}</b>
                  ) : (
                    <Button
                      variant="transparent"
                      p={0}
                      h="auto"
                      fw={400}
                      fz="sm"
                      onClick={() => chooseProject(shortName)}
                    >
                      {name}
                    </Button>
                  ),
              },
              { title: t('settings.project.shortName'), cell: ({ shortName }) => <code>{shortName}</code> },
              {
                title: t('settings.channels.title'),
                width: '10%',
                align: 'right',
                cell: ({ channels }) => <span className="number">{formatNumber(channels, language)}</span>,
              },
              {
                title: t('settings.project.messages'),
                width: '12%',
                align: 'right',
                cell: ({ messages }) => <span className="number">{formatNumber(messages, language)}</span>,
              },
              {
                title: t('settings.project.lastMessage'),
                width: 170,
                cell: ({ lastMessageAt }) =>
                  lastMessageAt === undefined ? t('settings.never') : <Moment iso={lastMessageAt} />,
              },
            ]}
          />
        )}
      </Loaded>
      <NewProject />
    </Section>
  );
}
