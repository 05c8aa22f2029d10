import { Alert, Button, Group, Pagination, Stack, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../problems/problemText';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useEdit } from '../forms/useEdit';
import { useSession } from '../session/useSession';
import { useMayChange } from '../session/useMayChange';
import { useProject } from '../scope/useScope';
import { EmptyTasks } from './EmptyTasks';
import { NewReport } from './NewReport';
import { NewSchedule } from './NewSchedule';
import { RemovalDialog } from './RemovalDialog';
import { Schedules } from './Schedules';
import type { Task } from './task';
import { TaskCards } from './TaskCards';
import { retryTask, taskPageQuery, tasksQuery } from './tasksQuery';
import classes from './TasksPage.module.css';
import { TasksSkeleton } from './TasksSkeleton';
import { TaskTable } from './TaskTable';
import { useRemoval } from './useRemoval';

const route = getRouteApi('/inside/tasks');

/** Reports of the account: running, completed and failed ones. */
export function TasksPage() {
  const { projects } = useSession();
  const { new: creating, view } = route.useSearch();
  const navigate = route.useNavigate();
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const [page, setPage] = useState(0);
  const { data } = useQuery(taskPageQuery(page));
  const completed = data?.completed ?? 0;
  const removal = useRemoval({ tasks: data?.tasks ?? [], completed });
  return (
    <Stack gap="sm">
      <title>{`${t('tasks.title')} · Parley`}</title>
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t('tasks.title')}</Title>
        <Group gap="xs">
          {mayChange && view === undefined && completed > 0 && (
            <Button variant="default" onClick={() => removal.ask({ kind: 'completed', count: completed })}>
              {t('tasks.deleteCompleted')}
            </Button>
          )}
          <Button
            leftSection={<IconPlus size={14} />}
            onClick={() => void navigate({ search: view ? { view, new: 'schedule' } : { new: 'messages' } })}
          >
            {t(view ? 'schedules.add' : 'tasks.create')}
          </Button>
        </Group>
      </Group>
      <nav aria-label={t('tasks.title')} className={classes.views}>
        <Link to="/tasks" search={{}} className={classes.view} {...(!view && { 'data-current': true })}>
          {t('tasks.reports')}
        </Link>
        <Link
          to="/tasks"
          search={{ view: 'schedules' }}
          className={classes.view}
          {...(view && { 'data-current': true })}
        >
          {t('schedules.title')}
        </Link>
      </nav>
      {view ? <Schedules /> : <Reports removal={removal} page={page} onPage={setPage} />}
      <NewReport
        projects={projects}
        kind={creating === 'schedule' ? undefined : creating}
        onKind={(kind) => void navigate({ search: { new: kind }, replace: true })}
        onClose={() => void navigate({ search: {} })}
      />
      <NewSchedule
        projects={projects}
        opened={creating === 'schedule'}
        onClose={() => void navigate({ search: { view: 'schedules' } })}
      />
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

interface ReportsProps {
  readonly removal: ReturnType<typeof useRemoval>;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** List of report tasks. */
function Reports({ removal, page, onPage }: ReportsProps) {
  const { t } = useTranslation();
  const { projects } = useSession();
  const project = useProject();
  const { data, error, refetch } = useQuery(taskPageQuery(page));
  const tasks = data?.tasks;
  const pages = data?.pages ?? 1;
  const { edit: retry, error: retryError } = useEdit(tasksQuery.queryKey);
  return (
    <Stack gap="sm">
      {retryError && <ProblemAlert problem={retryError} />}
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
            {t('problem.tryAgain')}
          </Button>
        </Stack>
      )}
      {!error && !tasks && <TasksSkeleton />}
      {tasks?.length === 0 && page === 0 && (
        <EmptyTasks projectShortName={project || (projects[0]?.shortName ?? 'PROJECT')} />
      )}
      {tasks !== undefined && tasks.length > 0 && (
        <TaskList
          tasks={tasks}
          projectName={(task) =>
            projects.find(({ shortName }) => shortName === task.projectShortName)?.name ?? task.projectShortName
          }
          onRemove={(task) => removal.ask({ kind: 'task', task })}
          onRetry={(task) => retry(() => retryTask(task.taskId))}
        />
      )}
      {(pages > 1 || page > 0) && (
        <Pagination
          total={pages}
          value={page + 1}
          onChange={(chosen) => onPage(chosen - 1)}
          getItemProps={(each) => ({ 'aria-label': t('tasks.page', { page: each }) })}
          getControlProps={(control) => ({
            'aria-label': t(control === 'previous' ? 'tasks.newerPage' : 'tasks.olderPage'),
          })}
        />
      )}
    </Stack>
  );
}

interface TaskListProps {
  readonly tasks: readonly Task[];
  readonly projectName: (task: Task) => string | undefined;
  readonly onRemove: (task: Task) => void;
  readonly onRetry: (task: Task) => void;
}

function TaskList(props: TaskListProps) {
  const wide = useMediaQuery('(min-width: 72em)', undefined, { getInitialValueInEffect: false });
  return wide ? <TaskTable {...props} /> : <TaskCards {...props} />;
}
