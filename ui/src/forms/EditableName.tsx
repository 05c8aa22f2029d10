import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './EditableName.module.css';

interface EditableNameProps {
  readonly name: string;
  /** Absent without the permission to rename. */
  readonly onRename?: ((name: string) => void) | undefined;
  readonly children?: ReactNode;
}

/** Name with inline editing: Enter saves, Escape cancels. */
export function EditableName({ name, onRename, children }: EditableNameProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string>();
  if (editing === undefined) {
    return (
      <span className={classes.name}>
        {children ?? <span className={classes.text}>{name}</span>}
        {onRename && (
          <Tooltip label={t('forms.rename')}>
            <ActionIcon size="sm" aria-label={t('forms.renameOf', { name })} onClick={() => setEditing(name)}>
              <IconPencil size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    );
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = editing.trim();
    if (wanted !== '' && wanted !== name) {
      onRename?.(wanted);
    }
    setEditing(undefined);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        size="xs"
        aria-label={t('forms.newName', { name })}
        value={editing}
        onChange={(event) => setEditing(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setEditing(undefined)}
        onBlur={() => setEditing(undefined)}
        maxLength={255}
        autoFocus
      />
    </form>
  );
}
