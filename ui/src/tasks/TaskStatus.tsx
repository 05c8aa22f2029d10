import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconPlayerPlay,
  IconPlayerStop,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskStatus as Status } from './task';
import classes from './TaskStatus.module.css';

const icons: Readonly<Record<Status, TablerIcon>> = {
  CREATED: IconClock,
  STARTED: IconPlayerPlay,
  COMPLETED: IconCircleCheck,
  FAILED: IconAlertTriangle,
  STOPPED: IconPlayerStop,
};

/** Status of a task as text, with an icon and a colour. */
export function TaskStatus({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const Icon = icons[status];
  return (
    <span className={classes.status} data-status={status}>
      <Icon size={16} aria-hidden />
      {t(`tasks.status.${status}`)}
    </span>
  );
}
