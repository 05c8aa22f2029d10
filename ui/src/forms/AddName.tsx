import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './AddName.module.css';

interface AddNameProps {
  /** Label of the field, such as `New label`. */
  readonly label: string;
  readonly busy: boolean;
  readonly onAdd: (name: string) => Promise<unknown>;
}

/** Field and button that add an item to a list. The field is cleared after success. */
export function AddName({ label, busy, onAdd }: AddNameProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') {
      // The list shows the error.
      onAdd(name.trim()).then(
        () => setName(''),
        () => undefined,
      );
    }
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        size="xs"
        aria-label={label}
        placeholder={label}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={255}
      />
      <Button
        type="submit"
        variant="default"
        loading={busy}
        leftSection={<IconPlus size={14} />}
        aria-label={`${t('forms.add')}: ${label}`}
      >
        {t('forms.add')}
      </Button>
    </form>
  );
}
