import { ActionIcon, Combobox, Modal, Tooltip, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSavedFilters, savedSets } from '../filters/savedSets';
import { EnterTakesFirst } from '../frame/EnterTakesFirst';
import { footSections, sections } from '../frame/sections';
import { tell } from '../notes/notes';
import { problemText } from '../api/problemText';
import { useProject, useScopeChange, useSession } from '../scope/useScope';
import classes from './Palette.module.css';

/** An entry of the command palette: a page or an action. */
interface Entry {
  readonly id: string;
  readonly name: string;
  readonly go: () => unknown;
}

/** Command palette: opens a section, a session or client by id, a saved filter set, or another project. */
export function Palette() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useHotkeys([['mod+K', () => setOpened(true)]], []);
  return (
    <>
      <Tooltip label={t('palette.open')}>
        <ActionIcon
          size="lg"
          aria-label={t('palette.open')}
          aria-keyshortcuts="Control+K"
          onClick={() => setOpened(true)}
        >
          <IconSearch size={18} />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('palette.title')}
        centered={false}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Entries onChosen={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Entries({ onChosen }: { readonly onChosen: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const combobox = useCombobox({ opened: true });
  const groups = useEntries(words.trim());
  const all = groups.flatMap(({ entries }) => entries);
  const choose = (entry: Entry | undefined) => {
    onChosen();
    entry?.go();
  };
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => choose(all.find((entry) => entry.id === id))}
    >
      <EnterTakesFirst combobox={combobox} onFirst={() => all[0] && choose(all[0])}>
        <Combobox.EventsTarget>
          <Combobox.Search
            value={words}
            data-autofocus
            onChange={(event) => {
              setWords(event.currentTarget.value);
              combobox.resetSelectedOption();
            }}
            placeholder={t('palette.hint')}
            aria-label={t('palette.title')}
          />
        </Combobox.EventsTarget>
      </EnterTakesFirst>
      <Combobox.Options mah={360} className={classes.options} aria-label={t('palette.title')}>
        {groups.map(
          ({ name, entries }) =>
            entries.length > 0 && (
              <Combobox.Group key={name} label={name}>
                {entries.map((entry) => (
                  <Combobox.Option key={entry.id} value={entry.id} className={classes.option}>
                    {entry.name}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ),
        )}
        {all.length === 0 && <Combobox.Empty>{t('palette.nothing')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

/** Returns the entries that match the words; without words, all named entries. */
function useEntries(words: string): readonly { readonly name: string; readonly entries: readonly Entry[] }[] {
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
      name: t('frame.sections'),
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
              (problem: unknown) => tell({ text: problemText(t, problem), bad: true }),
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
