import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import { formatMoment } from '../scope/format';
import { useMayChange } from '../session/useMayChange';
import { useSession } from '../session/useSession';
import { useLanguage } from '../language/language';
import { FilterTexts } from './FilterTexts';
import { type Schedule, schedulesQuery } from './schedule';

/** List of scheduled reports. */
export function Schedules() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { projects } = useSession();
  const mayChange = useMayChange();
  const cache = useQueryClient();
  const schedules = useQuery(schedulesQuery);
  const ending = useQuestion(
    ({ id }: Schedule) => call('DELETE', '/api/v1/reporter/schedules/{scheduleId}', { path: { scheduleId: id } }),
    () => cache.invalidateQueries({ queryKey: schedulesQuery.queryKey }),
  );
  return (
    <>
      <Loaded query={schedules}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm">{t('schedules.none')}</Text>
          ) : (
            <DataTable
              label={t('schedules.title')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: t('schedules.name'),
                  cell: ({ name, filters, lastError }) => (
                    <>
                      {name}
                      <FilterTexts filters={filters} />
                      {lastError !== undefined && (
                        <Text size="xs" c="var(--bad-text)">
                          {t('schedules.failed', { reason: lastError })}
                        </Text>
                      )}
                    </>
                  ),
                },
                {
                  title: t('schedules.report'),
                  width: '15%',
                  cell: ({ report }) => (report === undefined ? '–' : t(`newReport.kinds.${report}`)),
                },
                {
                  title: t('schedules.project'),
                  width: '15%',
                  cell: ({ projectShortName }) =>
                    projectShortName === undefined
                      ? t('schedules.allProjects')
                      : (projects.find(({ shortName }) => shortName === projectShortName)?.name ?? projectShortName),
                },
                {
                  title: t('schedules.about'),
                  width: '14%',
                  cell: ({ period }) =>
                    t(period === undefined ? 'schedules.everything' : `schedules.periods.${period}`),
                },
                {
                  title: t('schedules.next'),
                  width: 190,
                  cell: ({ nextRunTime, zone, cron }) => (
                    <>
                      <time dateTime={nextRunTime} className="number">
                        {formatMoment(nextRunTime, zone, language)}
                      </time>
                      <Text size="xs" c="dimmed">
                        <code>{cron}</code> · {zone}
                      </Text>
                    </>
                  ),
                },
                {
                  title: t('tasks.column.actions'),
                  width: 80,
                  align: 'right',
                  cell: (schedule) => (
                    <Tooltip label={t('schedules.end')} disabled={!mayChange}>
                      <ActionIcon
                        aria-label={t('schedules.endOf', { name: schedule.name })}
                        disabled={!mayChange}
                        onClick={() => ending.ask(schedule)}
                      >
                        <IconTrash size={18} />
                      </ActionIcon>
                    </Tooltip>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <QuestionDialog
        {...ending.dialog}
        title={t('schedules.endTitle')}
        text={t('schedules.endText', { name: ending.thing?.name ?? '' })}
        yes={t('schedules.end')}
      />
    </>
  );
}
