import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readSavedFilters, savedSets } from '../filters/savedSets';
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

/** Returns the entries that match the words; without words, all named entries. */
export function useEntries(words: string): readonly EntryGroup[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const project = useProject();
  const { projects } = useSession();
  const { chooseProject } = useScopeChange();
  const named = (entries: readonly Entry[]) =>
    entries.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  const byId: readonly Entry[] =
    words === ''
      ? []
      : [
          {
            id: 'session',
            name: t('palette.session', { id: words }),
            go: () => navigate({ to: '/dialogs', search: { session: words } }),
          },
          {
            id: 'client',
            name: t('palette.client', { id: words }),
            go: () => navigate({ to: '/clients', search: { q: words } }),
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
    { name: t('palette.byId'), entries: byId },
  ];
}
