import { ActionIcon, Button, Skeleton, Text, Title, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChartBar, IconDownload, IconInfoCircle, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv, type Figures } from '../charts/figures';
import { FigureTable } from '../charts/FigureTable';
import { ProblemAlert } from '../problems/ProblemAlert';
import classes from './Card.module.css';

/** State of the queries behind a card. */
export interface Answer {
  readonly isPending: boolean;
  readonly isPlaceholderData: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface CardProps {
  readonly title: string;
  /** The exact definition of the metric; undefined while it is loading. */
  readonly counts: string | undefined;
  readonly width: 'third' | 'half' | 'whole';
  readonly answers: readonly Answer[];
  /** The numbers; undefined while they are loading. */
  readonly figures: Figures | undefined;
  /** The text shown without data. */
  readonly empty: string;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  /** File name for the export, without extension. */
  readonly fileName: string;
  /** Renders the drawing; called only when there is data. */
  readonly children: () => ReactNode;
}

/**
 * Frame of a card with its own loading and error states, a table, an export and the metric's definition. Its size does
 * not depend on the content.
 */
export function Card(props: CardProps) {
  const { title, counts, width, figures, isTable, onTable, fileName } = props;
  const { t } = useTranslation();
  const id = useId();
  const ViewIcon = isTable ? IconChartBar : IconTable;
  const view = t(isTable ? 'overview.showChart' : 'overview.showTable', { title });
  const file = t('overview.download', { title });
  return (
    <section className={classes.card} data-width={width} aria-labelledby={id}>
      <header className={classes.head}>
        <Title order={2} id={id} className={classes.title}>
          {title}
        </Title>
        <div className={classes.tools}>
          <Counts title={title} counts={counts} />
          <Tooltip label={view}>
            <ActionIcon aria-label={view} onClick={() => onTable(!isTable)}>
              <ViewIcon size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={file}>
            <ActionIcon aria-label={file} disabled={!figures} onClick={() => figures && downloadCsv(fileName, figures)}>
              <IconDownload size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      <div className={classes.body}>
        <Body {...props} />
      </div>
    </section>
  );
}

function Body({ title, answers, figures, empty, isTable, children }: CardProps) {
  const { t } = useTranslation();
  const failed = answers.find(({ error }) => error);
  if (failed) {
    return (
      <div className={classes.problem}>
        <ProblemAlert problem={failed.error} />
        <Button variant="default" onClick={() => answers.forEach(({ error, refetch }) => error && refetch())}>
          {t('problem.tryAgain')}
        </Button>
      </div>
    );
  }
  if (!figures) {
    return (
      <Skeleton height="100%" className={`after-300ms ${classes.loading}`}>
        <VisuallyHidden>{t('overview.loading', { title })}</VisuallyHidden>
      </Skeleton>
    );
  }
  if (figures.rows.length === 0) {
    return (
      <Text size="sm" c="dimmed" className={classes.empty}>
        {empty}
      </Text>
    );
  }
  return (
    <div
      className={classes.content}
      data-stale={answers.some(({ isPlaceholderData }) => isPlaceholderData) || undefined}
    >
      {isTable ? (
        // Focusable, so that a long table can be scrolled by keyboard.
        <div className={classes.table} tabIndex={0} role="group" aria-label={title}>
          <FigureTable figures={figures} label={title} />
        </div>
      ) : (
        children()
      )}
    </div>
  );
}

/** Icon with the metric's definition as tooltip. */
export function Counts({ title, counts }: { readonly title: string; readonly counts: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Tooltip
      label={counts ?? ''}
      disabled={counts === undefined}
      multiline
      maw={340}
      events={{ hover: true, focus: true, touch: true }}
      openDelay={100}
    >
      <ActionIcon className={classes.counts} aria-label={t('overview.counts', { title })} aria-description={counts}>
        <IconInfoCircle size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
