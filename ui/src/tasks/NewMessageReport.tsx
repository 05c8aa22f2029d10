import { Button, Group, Modal, Radio, Select, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../frame/ProblemAlert';
import { browserZone } from '../scope/scope';
import type { Project } from '../session/session';
import { useLanguage } from '../text/language';
import { isBackwards, type MessageReportChoice, startMessageReport } from './messageReport';
import { tasksQuery } from './tasksQuery';

interface NewMessageReportProps {
  readonly projects: readonly Project[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The dialog that starts a message report. */
export function NewMessageReport({ projects, opened, onClose }: NewMessageReportProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('newReport.title')}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {projects.length === 0 ? (
        <Text size="sm">{t('newReport.noProjects')}</Text>
      ) : (
        <Choice projects={projects} onClose={onClose} />
      )}
    </Modal>
  );
}

/** Types that most accounts have; a channel of any other type can be typed in. */
const COMMON_CHANNEL_TYPES = ['telegram', 'chatwidget', 'chatapi', 'vk', 'viber', 'facebook', 'resterisk'];

function Choice({ projects, onClose }: Omit<NewMessageReportProps, 'opened'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const cache = useQueryClient();
  const [choice, setChoice] = useState<MessageReportChoice>({
    projectShortName: projects.length === 1 ? (projects[0]?.shortName ?? '') : '',
    fileType: 'XLSX',
    channelTypes: [],
    from: '',
    to: '',
  });
  const change = (part: Partial<MessageReportChoice>) => setChoice((before) => ({ ...before, ...part }));
  const starting = useMutation({
    mutationFn: () => startMessageReport(choice, language, browserZone()),
    onSuccess: () => {
      onClose();
      return cache.invalidateQueries({ queryKey: tasksQuery.queryKey });
    },
  });
  const backwards = isBackwards(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!backwards) {
      starting.mutate();
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t('newReport.project')}
          data={projects.map(({ shortName, name }) => ({ value: shortName, label: name }))}
          value={choice.projectShortName || null}
          onChange={(projectShortName) => change({ projectShortName: projectShortName ?? '' })}
          openOnFocus={false}
          nothingFoundMessage={t('newReport.nothingFound')}
          searchable
          required
          data-autofocus
        />
        <Radio.Group
          label={t('newReport.fileType')}
          value={choice.fileType}
          onChange={(fileType) => change({ fileType: fileType })}
        >
          <Group mt={4}>
            <Radio value="XLSX" label="XLSX" size="xs" />
            <Radio value="CSV" label="CSV" size="xs" />
          </Group>
        </Radio.Group>
        <TagsInput
          label={t('newReport.channels')}
          description={t('newReport.channelsHint')}
          data={COMMON_CHANNEL_TYPES}
          value={[...choice.channelTypes]}
          onChange={(channelTypes) => change({ channelTypes: channelTypes.map((type) => type.toLowerCase()) })}
          acceptValueOnBlur
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            type="datetime-local"
            label={t('newReport.from')}
            value={choice.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t('newReport.to')}
            value={choice.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
            error={backwards && t('newReport.periodBackwards')}
          />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          {t('newReport.periodHint', { zone: browserZone() })}
        </Text>
        {starting.isError && <ProblemAlert problem={starting.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('frame.cancel')}
          </Button>
          <Button type="submit" loading={starting.isPending}>
            {t('newReport.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
