import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Task } from './task';
import { FilterTexts } from './FilterTexts';
import { kindOf, useTaskName } from './useTaskName';

/** Name of a task, with its kind when the name is a file name that does not show it. */
export function TaskName({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {useTaskName(task)}
      </Text>
      {task.fileName !== undefined && (
        <Text size="xs" c="dimmed">
          {kindOf(t, task)}
        </Text>
      )}
      <FilterTexts filters={task.filters} />
    </div>
  );
}
