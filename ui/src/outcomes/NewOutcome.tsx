import { Button, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../scope/useScope';
import type { Kind } from './kinds';
import classes from './OutcomesPage.module.css';
import { type Outcome, usedKeysQuery } from './queries';

interface NewOutcomeProps {
  readonly kind: Kind;
  readonly listed: readonly Outcome[];
  readonly busy: boolean;
  readonly onAdd: (outcome: { key: string; value: string }) => Promise<unknown>;
}

export function NewOutcome({ kind, listed, busy, onAdd }: NewOutcomeProps) {
  const { t } = useTranslation();
  const { data: used = [] } = useQuery(usedKeysQuery(kind, useProject()));
  const words = useRef<HTMLInputElement>(null);
  const unlisted = used.filter((each) => listed.every((outcome) => outcome.key !== each));
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() !== '') {
      // The error is shown above the list.
      onAdd({ key: key.trim(), value: value.trim() }).then(
        () => {
          setKey('');
          setValue('');
        },
        () => undefined,
      );
    }
  };
  return (
    <form onSubmit={submit} className={classes.add} aria-label={t(`outcomes.add.${kind}`)}>
      <TextInput
        size="xs"
        aria-label={t('outcomes.key')}
        placeholder={t('outcomes.key')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        ref={words}
        aria-label={t('outcomes.value')}
        placeholder={t('outcomes.value')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy} leftSection={<IconPlus size={14} />}>
        {t(`outcomes.add.${kind}`)}
      </Button>
      {unlisted.length > 0 && (
        <div className={classes.unlisted}>
          <Text size="sm" component="span">
            {t('outcomes.unlisted')}
          </Text>
          {unlisted.map((each) => (
            <Button
              key={each}
              variant="default"
              size="compact-xs"
              onClick={() => {
                setKey(each);
                words.current?.focus();
              }}
            >
              {each}
            </Button>
          ))}
        </div>
      )}
    </form>
  );
}
