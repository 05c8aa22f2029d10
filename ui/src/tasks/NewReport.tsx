import { Group, Radio, Select, SimpleGrid, TagsInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../forms/FormDialog';
import { browserZone } from '../scope/scope';
import { useProject } from '../scope/useScope';
import type { Project } from '../session/session';
import { channelsQuery } from '../settings/queries';
import { useLanguage } from '../language/language';
import { FILE_TYPES, isBackwards, KINDS, type ReportChoice, reportKinds, startReport } from './newReport';
import type { ReportKind } from './task';
import { tasksQuery } from './tasksQuery';

interface NewReportProps {
  readonly projects: readonly Project[];
  /** The kind of report selected in the dialog; `undefined` while it is closed. */
  readonly kind: ReportKind | undefined;
  readonly onKind: (kind: ReportKind) => void;
  readonly onClose: () => void;
}

/** Suggested channel types; any other type can be entered. */
const COMMON_CHANNEL_TYPES = ['telegram', 'chatwidget', 'chatapi', 'vk', 'viber', 'facebook', 'resterisk'];

/** Dialog that starts a report of any kind. */
export function NewReport({ projects, kind: wanted, onKind, onClose }: NewReportProps) {
  const opened = wanted !== undefined;
  const kind = wanted ?? 'messages';
  const { t } = useTranslation();
  const language = useLanguage();
  const cache = useQueryClient();
  const chosenProject = useProject();
  const [chosen, setChosen] = useState<Omit<ReportChoice, 'kind'>>({
    projectShortName: chosenProject,
    fileType: 'XLSX',
    channelTypes: [],
    from: '',
    to: '',
    date: '',
    botId: '',
  });
  const choice: ReportChoice = { ...chosen, kind };
  const change = (part: Partial<ReportChoice>) => setChosen((before) => ({ ...before, ...part }));
  const asked = reportKinds[kind];
  const channels = useQuery({ ...channelsQuery(choice.projectShortName), enabled: opened && asked.botId });
  const starting = useMutation({
    mutationFn: () => startReport(choice, language, browserZone()),
    onSuccess: () => {
      onClose();
      return cache.invalidateQueries({ queryKey: tasksQuery.queryKey });
    },
  });
  const backwards = isBackwards(choice);
  return (
    <FormDialog
      opened={opened}
      title={t('newReport.title')}
      submit={t('newReport.submit')}
      busy={starting.isPending}
      problem={starting.error}
      onSubmit={() => {
        if (!backwards) {
          starting.mutate();
        }
      }}
      onClose={onClose}
    >
      <Select
        label={t('newReport.kind')}
        description={t(`newReport.kindHints.${kind}`)}
        data={KINDS.map((each) => ({ value: each, label: t(`newReport.kinds.${each}`) }))}
        value={kind}
        onChange={(value) => value !== null && onKind(value)}
        allowDeselect={false}
        openOnFocus={false}
        data-autofocus
      />
      {asked.project && (
        <Select
          label={t('newReport.project')}
          data={projects.map(({ shortName, name }) => ({ value: shortName, label: name }))}
          value={choice.projectShortName || null}
          onChange={(value) => change({ projectShortName: value ?? '', botId: '' })}
          openOnFocus={false}
          nothingFoundMessage={t('newReport.nothingFound')}
          searchable
          allowDeselect={false}
          required
        />
      )}
      {asked.botId && (
        <Select
          label={t('newReport.channel')}
          data={(channels.data ?? []).map(({ botId, channelType }) => ({
            value: botId,
            label: `${channelType} · ${botId}`,
          }))}
          value={choice.botId || null}
          onChange={(value) => change({ botId: value ?? '' })}
          required
        />
      )}
      <Radio.Group
        label={t('newReport.fileType')}
        value={choice.fileType}
        onChange={(fileType) => change({ fileType: fileType })}
      >
        <Group mt={4}>
          {FILE_TYPES.map((each) => (
            <Radio key={each} value={each} label={t(`newReport.fileTypes.${each}`)} size="xs" />
          ))}
        </Group>
      </Radio.Group>
      {asked.channelTypes && (
        <TagsInput
          label={t('newReport.channels')}
          description={t('newReport.channelsHint')}
          data={COMMON_CHANNEL_TYPES}
          value={[...choice.channelTypes]}
          onChange={(channelTypes) => change({ channelTypes: channelTypes.map((type) => type.toLowerCase()) })}
          acceptValueOnBlur
        />
      )}
      {asked.date && (
        <TextInput
          type="date"
          label={t('newReport.date')}
          description={t('newReport.dateHint')}
          value={choice.date}
          onChange={(event) => change({ date: event.currentTarget.value })}
          required
        />
      )}
      {asked.period !== 'none' && (
        <>
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
            {t(`newReport.periodOf.${asked.period}`)} {t('newReport.periodHint', { zone: browserZone() })}
          </Text>
        </>
      )}
    </FormDialog>
  );
}
