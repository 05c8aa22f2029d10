import '@mantine/spotlight/styles.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Palette.module.css';
import { useEntries } from './useEntries';

const [store, palette] = createSpotlight();

/** Command palette: opens a section, a session or client by id, a saved filter set, or another project. */
export function Palette() {
  const { t } = useTranslation();
  // The physical key, so that it works in every keyboard layout.
  useHotkeys([['mod+K', palette.open, { usePhysicalKeys: true }]], []);
  return (
    <>
      <Tooltip label={t('palette.open')}>
        <ActionIcon size="lg" aria-label={t('palette.open')} aria-keyshortcuts="Control+K" onClick={palette.open}>
          <IconSearch size={18} />
        </ActionIcon>
      </Tooltip>
      <Spotlight.Root
        store={store}
        shortcut={null}
        scrollable
        maxHeight={420}
        attributes={{ content: { 'aria-label': t('palette.title') } }}
      >
        <Entries />
      </Spotlight.Root>
    </>
  );
}

function Entries() {
  const { t } = useTranslation();
  const { query, selected } = useSpotlight(store);
  const listId = useId();
  const groups = useEntries(query.trim()).filter(({ entries }) => entries.length > 0);
  const all = groups.flatMap(({ entries }) => entries);
  const idOf = (index: number) => `${listId}-${index}`;
  // Clients arrive later than the other entries; the first entry is the one that Enter opens.
  const ids = all.map(({ id }) => id).join();
  useEffect(() => {
    const actions = document.getElementById(listId)?.querySelectorAll('[data-action]') ?? [];
    actions.forEach((action, index) => {
      // Spotlight does not pass ids on.
      action.id = `${listId}-${index}`;
      action.toggleAttribute('data-selected', index === 0);
    });
    store.updateState((state) => ({ ...state, selected: actions.length === 0 ? -1 : 0 }));
  }, [listId, ids]);
  const takeFirst = ({ key }: KeyboardEvent) => {
    if (key === 'Enter' && selected === -1 && all[0]) {
      palette.close();
      all[0].go();
    }
  };
  return (
    <>
      <Spotlight.Search
        size="md"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        {...(selected >= 0 && selected < all.length && { 'aria-activedescendant': idOf(selected) })}
        onKeyDown={takeFirst}
        leftSection={<IconSearch size={16} />}
        placeholder={t('palette.hint')}
        aria-label={t('palette.title')}
      />
      {all.length === 0 ? (
        <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
      ) : (
        <Spotlight.ActionsList
          // The list passes it on to its scroll area, but its type leaves it out.
          {...({
            viewportProps: { id: listId, role: 'listbox', 'aria-label': t('palette.title'), tabIndex: 0 },
          } as object)}
        >
          {groups.map(({ name, entries }) => (
            <Spotlight.ActionsGroup key={name} label={name}>
              {entries.map((entry) => (
                <Spotlight.Action
                  key={entry.id}
                  role="option"
                  aria-selected={all[selected] === entry}
                  className={classes.option}
                  label={entry.name}
                  onClick={() => entry.go()}
                />
              ))}
            </Spotlight.ActionsGroup>
          ))}
        </Spotlight.ActionsList>
      )}
    </>
  );
}
