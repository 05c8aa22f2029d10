import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readSavedFilters, savedSets } from '../filters/savedSets';
import { clientsOfName } from '../clients/clientQueries';
import { clientName } from '../conversation/names';
import { labelsQuery } from '../labelling/labelQueries';
import { footSections, sections } from '../navigation/sections';
import { notify } from '../notifications/notify';
import { problemText } from '../problems/problemText';
import { useProject, useScopeChange } from '../scope/useScope';
import { useSession } from '../session/useSession';

/** An entry of the command palette: a page or an action. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly go: () => unknown;
}

export interface EntryGroup {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** Number of clients that are offered. */
const CLIENTS_SHOWN = 5;

/** Returns the clients whose name or id has the words, seen last first. */
function useFoundClients(words: string): readonly Entry[] {
  const navigate = useNavigate();
  const project = useProject();
  const [sought] = useDebouncedValue(words, 200);
  const { data } = useQuery({
    ...clientsOfName(project, sought),
    enabled: sought.length > 1 && project !== '',
  });
  return (sought.length > 1 && words !== '' ? (data?.rows ?? []) : []).slice(0, CLIENTS_SHOWN).map((client) => ({
    id: `client ${client.botId ?? ''} ${client.id}`,
    name: clientName(client) === client.id ? client.id : `${clientName(client)} · ${client.id}`,
    go: () => navigate({ to: '/clients/client', search: { bot: client.botId ?? '', client: client.id } }),
  }));
}

/** Returns the labels of sessions; each leads to its sessions. */
function useLabels(): readonly Entry[] {
  const navigate = useNavigate();
  const { data = [] } = useQuery(labelsQuery('session'));
  return data.map(({ id, name }) => ({
    id: `label ${id}`,
    name,
    go: () =>
      navigate({
        to: '/dialogs',
        search: { filters: [{ key: 'SESSION_LABELS', type: 'CHECKBOX', comparisonType: 'CONTAINS', options: [id] }] },
      }),
  }));
}

/** Returns the entries that match the words; without words, all named entries. */
export function useEntries(words: string): readonly EntryGroup[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const project = useProject();
  const { projects } = useSession();
  const { chooseProject } = useScopeChange();
  const named = (entries: readonly Entry[]) =>
    entries.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  const clients = useFoundClients(words);
  const labels = useLabels();
  const byId: readonly Entry[] =
    words === ''
      ? []
      : [
          {
            id: 'client',
            name: t('palette.client', { id: words }),
            go: () => navigate({ to: '/clients', search: { q: words } }),
          },
          {
            id: 'session',
            name: t('palette.session', { id: words }),
            go: () => navigate({ to: '/dialogs', search: { session: words } }),
          },
        ];
  return [
    {
      name: t('navigation.sections'),
      entries: named(
        [...sections, ...footSections].map(({ path, title }) => ({
          id: path,
          name: t(title),
          go: () => navigate({ to: path }),
        })),
      ),
    },
    {
      name: t('filters.saved'),
      entries: named(
        savedSets('SESSIONS').map(({ name, filterSetId }) => ({
          id: `set ${name}`,
          name,
          go: () =>
            readSavedFilters(project, filterSetId).then(
              (filters) => navigate({ to: '/dialogs', search: { filters } }),
              (problem: unknown) => notify({ text: problemText(t, problem), isError: true }),
            ),
        })),
      ),
    },
    {
      name: t('scope.projects'),
      entries: named(
        projects
          .filter(({ shortName }) => shortName !== project)
          .map(({ shortName, name }) => ({
            id: `project ${shortName}`,
            name,
            go: () => chooseProject(shortName),
          })),
      ),
    },
    { name: t('clients.title'), entries: clients },
    { name: t('labels.sessions'), entries: named(labels) },
    { name: t('palette.byId'), entries: byId },
  ];
}
