import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ProjectMenu.module.css';
import { useProject, useScopeChange } from './useScope';
import { useSession } from '../session/useSession';

/** Number of projects from which the menu has a search field. */
const MANY = 8;

/** Menu for the project. */
export function ProjectMenu() {
  const { t } = useTranslation();
  const { projects } = useSession();
  const chosen = useProject();
  const { chooseProject } = useScopeChange();
  const [words, setWords] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords('');
    },
    onDropdownOpen: () => {
      combobox.selectActiveOption();
      combobox.focusSearchInput();
    },
  });
  const name = projects.find(({ shortName }) => shortName === chosen)?.name ?? chosen;
  const found = projects.filter(({ name, shortName }) =>
    `${name} ${shortName}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <Combobox
      store={combobox}
      width={260}
      position="bottom-start"
      onOptionSubmit={(shortName) => {
        combobox.closeDropdown();
        if (shortName !== chosen) {
          chooseProject(shortName);
        }
      }}
    >
      <Combobox.Target targetType="button">
        <Button
          variant="subtle"
          color="gray"
          className={classes.button}
          rightSection={<IconSelector size={14} />}
          aria-label={t('scope.project', { name })}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes.name}>{name}</span>
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {projects.length >= MANY && (
          <Combobox.Search
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            placeholder={t('scope.findProject')}
            aria-label={t('scope.findProject')}
          />
        )}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={t('scope.projects')}>
          {found.map(({ shortName, name }) => (
            <Combobox.Option key={shortName} value={shortName} active={shortName === chosen}>
              <span className={classes.option} data-chosen={shortName === chosen || undefined}>
                {name}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('scope.noProject')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
