import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problemText';
import { ProblemAlert } from '../frame/ProblemAlert';
import { useSession } from '../scope/useScope';
import { EmptyTasks } from './EmptyTasks';
import { NewMessageReport } from './NewMessageReport';
import { countCompleted } from './removal';
import { RemovalDialog } from './RemovalDialog';
import type { Task } from './task';
import { TaskCards } from './TaskCards';
import { tasksQuery } from './tasksQuery';
import { TasksSkeleton } from './TasksSkeleton';
import { TaskTable } from './TaskTable';
import { useRemoval } from './useRemoval';

const route = getRouteApi('/inside/tasks');

/** Reports of the account: what is being written, what can be downloaded, what went wrong. */
export function TasksPage() {
  const { projects } = useSession();
  const creating = route.useSearch().new === 'messages';
  const navigate = route.useNavigate();
  const { t } = useTranslation();
  const { data: tasks, error, refetch } = useQuery(tasksQuery);
  const removal = useRemoval(tasks ?? []);
  const completed = countCompleted(tasks ?? []);
  return (
    <Stack gap="sm">
      <title>{`${t('tasks.title')} · Parley`}</title>
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t('tasks.title')}</Title>
        <Group gap="xs">
          {completed > 0 && (
            <Button variant="default" onClick={() => removal.ask({ kind: 'completed', count: completed })}>
              {t('tasks.deleteCompleted')}
            </Button>
          )}
          <Button leftSection={<IconPlus size={14} />} onClick={() => void navigate({ search: { new: 'messages' } })}>
            {t('tasks.create')}
          </Button>
        </Group>
      </Group>
      {removal.error && <ProblemAlert problem={removal.error} />}
      {error && tasks && (
        <Alert role="status" variant="light" color="yellow" p="xs">
          {t('tasks.stale', { reason: problemText(t, error) })}
        </Alert>
      )}
      {error && !tasks && (
        <Stack gap="xs" align="start">
          <ProblemAlert problem={error} />
          <Button variant="default" onClick={() => void refetch()}>
            {t('frame.tryAgain')}
          </Button>
        </Stack>
      )}
      {!error && !tasks && <TasksSkeleton />}
      {tasks?.length === 0 && <EmptyTasks projectShortName={projects[0]?.shortName ?? 'PROJECT'} />}
      {tasks !== undefined && tasks.length > 0 && (
        <TaskList
          tasks={tasks}
          projectName={(task) =>
            projects.find(({ shortName }) => shortName === task.projectShortName)?.name ?? task.projectShortName
          }
          onRemove={(task) => removal.ask({ kind: 'task', task })}
        />
      )}
      <NewMessageReport projects={projects} opened={creating} onClose={() => void navigate({ search: {} })} />
      <RemovalDialog
        removal={removal.asking}
        opened={removal.opened}
        busy={removal.isPending}
        onConfirm={removal.confirm}
        onDismiss={removal.dismiss}
      />
    </Stack>
  );
}

interface TaskListProps {
  readonly tasks: readonly Task[];
  readonly projectName: (task: Task) => string | undefined;
  readonly onRemove: (task: Task) => void;
}

function TaskList(props: TaskListProps) {
  const wide = useMediaQuery('(min-width: 72em)', undefined, { getInitialValueInEffect: false });
  return wide ? <TaskTable {...props} /> : <TaskCards {...props} />;
}
