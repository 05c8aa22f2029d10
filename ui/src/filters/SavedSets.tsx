import { ActionIcon, Button, Group, Menu, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { IconBookmark, IconDeviceFloppy, IconX } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useProject } from '../scope/useScope';
import type { Filter, FilterSection } from './filter';
import classes from './SavedSets.module.css';
import { keepSets, readSavedFilters, savedSets, saveFilters, withoutSet, withSet } from './savedSets';

interface SavedSetsProps {
  readonly section: FilterSection;
  readonly chosen: readonly Filter[];
  readonly onChoose: (filters: readonly Filter[]) => void;
}

/** Menu of the user's saved filter sets, with an action that saves the current filters. */
export function SavedSets({ section, chosen, onChoose }: SavedSetsProps) {
  const { t } = useTranslation();
  const project = useProject();
  const [sets, setSets] = useState(() => savedSets(section));
  const change = (next: typeof sets) => {
    keepSets(section, next);
    setSets(next);
  };
  const choosing = useMutation({
    mutationFn: (id: string) => readSavedFilters(project, id),
    onSuccess: onChoose,
  });
  const saving = useMutation({
    mutationFn: async (name: string) => ({ name, filterSetId: await saveFilters(project, chosen) }),
    onSuccess: (set) => change(withSet(sets, set)),
  });
  if (sets.length === 0 && chosen.length === 0) {
    return null;
  }
  return (
    <div className={classes.sets}>
      {sets.length > 0 && (
        <Menu position="bottom-start" width={260}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconBookmark size={14} />}>
              {t('filters.saved')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown aria-label={t('filters.saved')}>
            {sets.map(({ name, filterSetId }) => (
              <div key={name} className={classes.set}>
                <Menu.Item onClick={() => choosing.mutate(filterSetId)}>{name}</Menu.Item>
                <ActionIcon aria-label={t('filters.forget', { name })} onClick={() => change(withoutSet(sets, name))}>
                  <IconX size={14} />
                </ActionIcon>
              </div>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {chosen.length > 0 && <SaveButton onSave={(name) => saving.mutate(name)} />}
      {choosing.error && <ProblemAlert problem={choosing.error} />}
      {saving.error && <ProblemAlert problem={saving.error} />}
    </div>
  );
}

function SaveButton({ onSave }: { readonly onSave: (name: string) => void }) {
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = (new FormData(event.currentTarget).get('name') as string).trim();
    if (name !== '') {
      onSave(name);
      menu.close();
    }
  };
  return (
    <Popover opened={opened} onChange={menu.set} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconDeviceFloppy size={14} />}
          onClick={menu.toggle}
          aria-expanded={opened}
        >
          {t('filters.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters.save')}>
        <form onSubmit={submit}>
          <TextInput name="name" label={t('filters.setName')} size="xs" required withAsterisk={false} data-autofocus />
          <Group justify="flex-end" mt="xs">
            <Button type="submit">{t('filters.save')}</Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
