import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language/language';
import { formatCount, formatRate, percentDone } from './progress';
import type { MeasuredTask } from './rateMeter';
import classes from './TaskProgress.module.css';
import { useTaskName } from './useTaskName';

/** Progress of a running task as bar and numbers, or its outcome. */
export function TaskProgress({ task }: { readonly task: MeasuredTask }) {
  switch (task.status) {
    case 'CREATED':
    case 'STARTED':
      return <Running task={task} />;
    case 'COMPLETED':
      return <RowCount rows={task.writeCount ?? 0} />;
    case 'FAILED':
      return (
        <Text size="sm" c="var(--bad-text)" className={classes.reason}>
          {task.error}
        </Text>
      );
    case 'STOPPED':
      return <DoneOfTotal task={task} />;
  }
}

function Running({ task }: { readonly task: MeasuredTask }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useTaskName(task);
  const percent = percentDone(task);
  return (
    <div className={classes.running}>
      <Progress.Root size="sm">
        <Progress.Section
          {...(percent === undefined
            ? // A progress bar without a value means indeterminate progress to assistive technology.
              { value: task.status === 'STARTED' ? 100 : 0, animated: true, color: 'var(--uncertain)', withAria: false }
            : { value: percent })}
          role="progressbar"
          aria-label={t('tasks.progressOf', { name })}
        />
      </Progress.Root>
      <div className={classes.numbers}>
        <DoneOfTotal task={task} />
        {task.rate !== undefined && (
          <span className={classes.rate}>{t('tasks.rate', { formatted: formatRate(task.rate, language) })}</span>
        )}
      </div>
    </div>
  );
}

function DoneOfTotal({ task: { writeCount = 0, totalCount } }: { readonly task: MeasuredTask }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return totalCount === undefined ? (
    <RowCount rows={writeCount} />
  ) : (
    <span className="number">
      {t('tasks.rowsOfTotal', { done: formatCount(writeCount, language), total: formatCount(totalCount, language) })}
    </span>
  );
}

function RowCount({ rows }: { readonly rows: number }) {
  const { t } = useTranslation();
  const formatted = formatCount(rows, useLanguage());
  return <span className="number">{t('tasks.rows', { count: rows, formatted })}</span>;
}
