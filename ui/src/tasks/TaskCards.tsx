import { useTranslation } from 'react-i18next';
import type { MeasuredTask } from './rateMeter';
import type { Task } from './task';
import { TaskActions } from './TaskActions';
import classes from './TaskCards.module.css';
import { TaskName } from './TaskName';
import { TaskProgress } from './TaskProgress';
import { TaskStatus } from './TaskStatus';
import { TaskTime } from './TaskTime';

interface TaskCardsProps {
  readonly tasks: readonly MeasuredTask[];
  readonly projectName: (task: Task) => string | undefined;
  readonly onRemove: (task: Task) => void;
  readonly onRetry: (task: Task) => void;
}

/** The tasks as cards, for narrow screens. */
export function TaskCards({ tasks, projectName, onRemove, onRetry }: TaskCardsProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.cards} aria-label={t('tasks.title')}>
      {tasks.map((task) => (
        <li key={task.taskId} className={classes.card}>
          <div className={classes.head}>
            <TaskName task={task} />
            <TaskActions task={task} onRemove={onRemove} onRetry={onRetry} />
          </div>
          <div className={classes.facts}>
            <TaskStatus status={task.status} />
            <TaskTime iso={task.creationTime} />
          </div>
          <TaskProgress task={task} />
          <div className={classes.project}>{projectName(task)}</div>
        </li>
      ))}
    </ul>
  );
}
