import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isActive } from './task';
import { tasksQuery } from './tasksQuery';
import { useReadyReports } from './useReadyReports';

/** Link to the tasks with the number of active ones. */
export function TaskButton() {
  const { t } = useTranslation();
  const { data } = useQuery(tasksQuery);
  useReadyReports(data?.tasks);
  const active = (data?.tasks ?? []).filter(isActive).length;
  const name = active === 0 ? t('tasks.title') : t('tasks.atWork', { count: active });
  return (
    <Tooltip label={name}>
      <Indicator label={active} size={16} disabled={active === 0} color="indigo.8" offset={6}>
        <ActionIcon
          component={Link}
          to="/tasks"
          search={({ project, period, zone }: Record<string, unknown>) => ({ project, period, zone }) as never}
          size="lg"
          aria-label={name}
        >
          <IconListCheck size={18} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
