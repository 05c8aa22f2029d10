import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { EXPERIMENTS } from './queries';

const route = getRouteApi('/inside/experiments');

/** A branch in the form, identified by its number while its key changes. */
interface Draft {
  readonly number: number;
  readonly key: string;
  readonly weight: number;
}

const TWO_BRANCHES: readonly Draft[] = [
  { number: 0, key: 'A', weight: 1 },
  { number: 1, key: 'B', weight: 1 },
];

/** Dialog that creates an experiment. */
export function NewExperiment({ project }: { readonly project: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const opened = route.useSearch().new === true;
  const [key, setKey] = useState('');
  const [description, setDescription] = useState('');
  const [branches, setBranches] = useState(TWO_BRANCHES);
  const change = (number: number, part: Partial<Draft>) =>
    setBranches((before) => before.map((branch) => (branch.number === number ? { ...branch, ...part } : branch)));
  const making = useMutation({
    mutationFn: () =>
      call('POST', '/api/v1/reporter/scenario-experiments', {
        query: { projectShortName: project },
        body: {
          key: key.trim(),
          ...(description.trim() !== '' && { description: description.trim() }),
          branches: branches.map((branch) => ({ key: branch.key.trim(), weight: branch.weight })),
        },
      }),
    onSuccess: async (experiment) => {
      await cache.invalidateQueries({ queryKey: EXPERIMENTS });
      void navigate({ to: '/experiments/$key', params: { key: experiment.key }, search: {} });
    },
  });
  return (
    <FormDialog
      opened={opened}
      title={t('experiments.add')}
      submit={t('experiments.create')}
      busy={making.isPending}
      problem={making.error}
      onSubmit={() => making.mutate()}
      onClose={() => void navigate({ search: {} })}
    >
      <TextInput
        label={t('experiments.key')}
        description={t('experiments.keyHint')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        maxLength={255}
        required
        data-autofocus
      />
      <TextInput
        label={t('experiments.description')}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Stack gap={6} role="group" aria-label={t('experiments.branches')}>
        <Text size="sm" fw={500}>
          {t('experiments.branches')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('experiments.branchesHint')}
        </Text>
        {branches.map((branch, index) => (
          <Group key={branch.number} gap={6} wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={t('experiments.branchKey', { place: index + 1 })}
              value={branch.key}
              onChange={(event) => change(branch.number, { key: event.currentTarget.value })}
              maxLength={255}
              required
            />
            <NumberInput
              w={90}
              aria-label={t('experiments.branchWeight', { place: index + 1 })}
              value={branch.weight}
              onChange={(weight) => change(branch.number, { weight: Number(weight) })}
              min={0.01}
              hideControls
              required
            />
            <ActionIcon
              aria-label={t('experiments.removeBranch', { place: index + 1 })}
              disabled={branches.length < 2}
              onClick={() => setBranches(branches.filter(({ number }) => number !== branch.number))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              setBranches([
                ...branches,
                { number: Math.max(...branches.map(({ number }) => number)) + 1, key: nextKey(branches), weight: 1 },
              ])
            }
          >
            {t('experiments.addBranch')}
          </Button>
        </div>
      </Stack>
    </FormDialog>
  );
}

/** Returns the first letter that is not the key of a branch. */
function nextKey(branches: readonly Draft[]): string {
  return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').find((letter) => branches.every(({ key }) => key !== letter)) ?? '';
}
