import { Button, Checkbox, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';
import classes from './LabelPicker.module.css';
import { type Label, type Labelled, labelsQuery } from './labelQueries';

interface LabelPickerProps {
  readonly labelled: Labelled;
  /** Ids of the initially selected labels. */
  readonly chosen: readonly number[];
  readonly busy: boolean;
  readonly problem: unknown;
  /** Label ids of each of the selected rows, to show how many of them have a label. */
  readonly rows?: readonly (readonly number[])[] | undefined;
  /** Buttons with actions on the selected labels. */
  readonly actions: readonly { readonly name: string; readonly onClick: (ids: readonly number[]) => void }[];
}

/** Multiple selection of labels with search. Enter toggles the first result; Ctrl+Enter runs the first action. */
export function LabelPicker({ labelled, chosen: before, busy, problem, rows, actions }: LabelPickerProps) {
  const { t } = useTranslation();
  const { data: labels, error } = useQuery(labelsQuery(labelled));
  const [chosen, setChosen] = useState(before);
  const [words, setWords] = useState('');
  const toggle = (id: number) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const found = (labels ?? []).filter(({ name, group }) =>
    `${group ?? ''} ${name}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const heldBy = (id: number) => rows?.filter((ids) => ids.includes(id)).length ?? 0;
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') {
      return;
    }
    event.preventDefault();
    if (event.ctrlKey || event.metaKey || words === '') {
      actions[0]?.onClick(chosen);
    } else if (found[0]) {
      toggle(found[0].id);
      setWords('');
    }
  };
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={keys}
        placeholder={t('labelling.find')}
        aria-label={t('labelling.find')}
        data-autofocus
      />
      <div className={classes.labels} role="group" aria-label={t('labelling.labels')}>
        {!labels && !error && <Skeleton h={80} className="after-300ms" />}
        {error && <ProblemAlert problem={error} />}
        {labels?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('labelling.none')}
          </Text>
        )}
        {byGroup(found).map(([group, members]) => (
          <div key={group ?? ''}>
            {group !== undefined && <div className={classes.group}>{group}</div>}
            {members.map(({ id, name }) => (
              <Checkbox
                key={id}
                size="xs"
                py={3}
                label={heldBy(id) > 0 ? t('labelling.held', { name, count: heldBy(id), all: rows?.length ?? 0 }) : name}
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
              />
            ))}
          </div>
        ))}
      </div>
      {problem !== null && problem !== undefined && <ProblemAlert problem={problem} />}
      <Group justify="flex-end" gap="xs">
        {actions.map(({ name, onClick }, index) => (
          <Button
            key={name}
            variant={index === 0 ? 'filled' : 'default'}
            loading={busy}
            onClick={() => onClick(chosen)}
          >
            {name}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function byGroup(labels: readonly Label[]): readonly [string | undefined, readonly Label[]][] {
  const groups = [...new Set(labels.map(({ group }) => group))];
  return groups.map((group) => [group, labels.filter((label) => label.group === group)]);
}
