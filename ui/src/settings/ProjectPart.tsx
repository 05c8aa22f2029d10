import { Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { DataTable } from '../frame/DataTable';
import { FormDialog } from '../frame/FormDialog';
import { Loaded } from '../frame/Loaded';
import { Moment } from '../frame/Moment';
import { ProblemAlert } from '../frame/ProblemAlert';
import { formatNumber } from '../scope/format';
import { useProject, useScopeChange, useSession } from '../scope/useScope';
import { sessionQuery } from '../session/session';
import { useLanguage } from '../text/language';
import { Cleanup } from './Cleanup';
import { channelsQuery, projectQuery, projectsQuery } from './queries';
import { Section } from './Section';
import classes from './SettingsPage.module.css';
import { useNew } from './useNew';

const route = getRouteApi('/inside/settings/$part');

/** The chosen project with its channels, and the account's other projects. */
export function ProjectPart() {
  const projectShortName = useProject();
  const project = useQuery(projectQuery(projectShortName));
  const administrator = useSession().user.role === 'ADMIN';
  return (
    <>
      <Loaded query={project}>
        {(found) => (
          <>
            <Properties key={found.shortName} project={found} mayChange={administrator} />
            <Channels projectShortName={found.shortName} mayChange={administrator} />
            <Cleanup projectShortName={found.shortName} mayChange={administrator} />
          </>
        )}
      </Loaded>
      <Projects mayAdd={administrator} />
    </>
  );
}

interface PropertiesProps {
  readonly project: Schemas['Project'];
  readonly mayChange: boolean;
}

function Properties({ project, mayChange }: PropertiesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState(project.name);
  const refresh = useProjectsRefresh();
  const renaming = useMutation({
    mutationFn: () =>
      call('PUT', '/api/v1/projects/{projectShortName}', {
        path: { projectShortName: project.shortName },
        body: { name },
      }),
    onSuccess: refresh,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    renaming.mutate();
  };
  return (
    <Section title={t('settings.project.properties')}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          label={t('settings.project.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={255}
          readOnly={!mayChange}
          required
        />
        {renaming.isError && <ProblemAlert problem={renaming.error} />}
        {mayChange && name !== project.name && (
          <div>
            <Button type="submit" loading={renaming.isPending}>
              {t('frame.save')}
            </Button>
          </div>
        )}
      </form>
      <dl className={classes.facts}>
        <dt>{t('settings.project.shortName')}</dt>
        <dd>
          <code>{project.shortName}</code>
        </dd>
        <dt>{t('settings.project.created')}</dt>
        <dd>
          <Moment iso={project.createdAt} />
        </dd>
        <dt>{t('settings.project.sessions')}</dt>
        <dd className="number">{formatNumber(project.sessions, language)}</dd>
        <dt>{t('settings.project.messages')}</dt>
        <dd className="number">{formatNumber(project.messages, language)}</dd>
        <dt>{t('settings.project.lastMessage')}</dt>
        <dd>{project.lastMessageAt === undefined ? t('settings.never') : <Moment iso={project.lastMessageAt} />}</dd>
      </dl>
    </Section>
  );
}

function Channels({ projectShortName, mayChange }: { readonly projectShortName: string; readonly mayChange: boolean }) {
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

function NewChannel({ projectShortName }: { readonly projectShortName: string }) {
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
    <FormDialog {...dialog} title={t('settings.channels.add')} submit={t('frame.add')}>
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

function Projects({ mayAdd }: { readonly mayAdd: boolean }) {
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

function NewProject() {
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
    <FormDialog {...dialog} title={t('settings.projects.add')} submit={t('frame.add')}>
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

/** Returns a function that refetches the list of projects for the whole page. */
function useProjectsRefresh() {
  const cache = useQueryClient();
  const router = useRouter();
  return async () => {
    await cache.query({ ...sessionQuery, staleTime: 0 });
    await Promise.all([router.invalidate(), cache.invalidateQueries({ queryKey: ['projects'] })]);
  };
}
