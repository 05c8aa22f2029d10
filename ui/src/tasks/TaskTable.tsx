import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeasuredTask } from './rateMeter';
import type { Task } from './task';
import { TaskActions } from './TaskActions';
import { TaskName } from './TaskName';
import { TaskProgress } from './TaskProgress';
import { TaskStatus } from './TaskStatus';
import classes from './TaskTable.module.css';
import { TaskTime } from './TaskTime';

interface TaskTableProps {
  readonly tasks: readonly MeasuredTask[];
  readonly projectName: (task: Task) => string | undefined;
  readonly onRemove: (task: Task) => void;
  readonly onRetry: (task: Task) => void;
}

/** The tasks as a table, for wide screens. Column widths are fixed, so changing numbers do not shift the layout. */
export function TaskTable({ tasks, projectName, onRemove, onRetry }: TaskTableProps) {
  const { t } = useTranslation();
  return (
    <Table className={classes.table} fz="sm" verticalSpacing={6} highlightOnHover aria-label={t('tasks.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('tasks.column.name')}</Table.Th>
          <Table.Th w="13%">{t('tasks.column.project')}</Table.Th>
          <Table.Th w={125}>{t('tasks.column.status')}</Table.Th>
          <Table.Th w="30%">{t('tasks.column.progress')}</Table.Th>
          <Table.Th w={125}>{t('tasks.column.created')}</Table.Th>
          <Table.Th w={120} ta="right">
            {t('tasks.column.actions')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.map((task) => (
          <Table.Tr key={task.taskId} className={classes.row}>
            <Table.Td>
              <TaskName task={task} />
            </Table.Td>
            <Table.Td>{projectName(task)}</Table.Td>
            <Table.Td>
              <TaskStatus status={task.status} />
            </Table.Td>
            <Table.Td>
              <TaskProgress task={task} />
            </Table.Td>
            <Table.Td>
              <TaskTime iso={task.creationTime} />
            </Table.Td>
            <Table.Td>
              <TaskActions task={task} onRemove={onRemove} onRetry={onRetry} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
