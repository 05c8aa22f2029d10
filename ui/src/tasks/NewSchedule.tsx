import { Group, NumberInput, Radio, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useProject, useZone } from '../scope/useScope';
import type { Project } from '../session/session';
import { useLanguage } from '../language/language';
import { FILE_TYPES, settingsOf } from './newReport';
import { dayName, DAYS, EVERY, type Every, periodOf, SCHEDULED, schedulesQuery } from './schedule';
import type { FileType } from './task';

interface NewScheduleProps {
  readonly projects: readonly Project[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Dialog that schedules a recurring report. */
export function NewSchedule({ projects, opened, onClose }: NewScheduleProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [report, setReport] = useState<(typeof SCHEDULED)[number]>('sessions');
  const [project, setProject] = useState<string | null>(useProject());
  const [every, setEvery] = useState<Every>('WEEK');
  const [at, setAt] = useState('08:00');
  const [dayOfWeek, setDayOfWeek] = useState<(typeof DAYS)[number]>('MONDAY');
  const [dayOfMonth, setDayOfMonth] = useState(1);
  const [fileType, setFileType] = useState<FileType>('XLSX');
  const making = useMutation({
    mutationFn: () =>
      call('POST', '/api/v1/reporter/schedules', {
        body: {
          name: name.trim(),
          report,
          ...(project !== null && { projectShortName: project }),
          every,
          at,
          ...(every === 'WEEK' && { dayOfWeek }),
          ...(every === 'MONTH' && { dayOfMonth }),
          zone,
          language,
          period: periodOf[every],
          settings: settingsOf(fileType, language),
        },
      }),
    onSuccess: () => {
      setName('');
      onClose();
      return cache.invalidateQueries({ queryKey: schedulesQuery.queryKey });
    },
  });
  return (
    <FormDialog
      opened={opened}
      title={t('schedules.add')}
      submit={t('schedules.create')}
      busy={making.isPending}
      problem={making.error}
      onSubmit={() => making.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('schedules.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={255}
        required
        data-autofocus
      />
      <Select
        label={t('schedules.report')}
        data={SCHEDULED.map((each) => ({ value: each, label: t(`newReport.kinds.${each}`) }))}
        value={report}
        onChange={(value) => value !== null && setReport(value)}
        allowDeselect={false}
      />
      <Select
        label={t('schedules.project')}
        placeholder={t('schedules.allProjects')}
        data={projects.map(({ shortName, name: label }) => ({ value: shortName, label }))}
        value={project}
        onChange={setProject}
        clearable
        clearButtonProps={{ 'aria-label': t('schedules.allProjects') }}
      />
      <Radio.Group label={t('schedules.every')} value={every} onChange={(value) => setEvery(value)}>
        <Group mt={4}>
          {EVERY.map((each) => (
            <Radio key={each} value={each} label={t(`schedules.everyWords.${each}`)} size="xs" />
          ))}
        </Group>
      </Radio.Group>
      <Group grow align="start">
        {every === 'WEEK' && (
          <Select
            label={t('schedules.dayOfWeek')}
            data={DAYS.map((each, index) => ({ value: each, label: dayName(index, language) }))}
            value={dayOfWeek}
            onChange={(value) => value !== null && setDayOfWeek(value)}
            allowDeselect={false}
          />
        )}
        {every === 'MONTH' && (
          <NumberInput
            label={t('schedules.dayOfMonth')}
            value={dayOfMonth}
            onChange={(value) => setDayOfMonth(Number(value))}
            min={1}
            max={28}
            clampBehavior="strict"
          />
        )}
        <TextInput
          type="time"
          label={t('schedules.at')}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
          required
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t(`schedules.hints.${every}`, { zone })}
      </Text>
      <Radio.Group label={t('newReport.fileType')} value={fileType} onChange={(value) => setFileType(value)}>
        <Group mt={4}>
          {FILE_TYPES.map((each) => (
            <Radio key={each} value={each} label={t(`newReport.fileTypes.${each}`)} size="xs" />
          ))}
        </Group>
      </Radio.Group>
    </FormDialog>
  );
}
