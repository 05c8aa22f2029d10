import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Experiment } from './queries';

const colors = { CREATED: 'gray', RUNNING: 'indigo', STOPPED: 'gray' } as const;

export function ExperimentStatus({ status }: { readonly status: Experiment['status'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant={status === 'RUNNING' ? 'light' : 'outline'} color={colors[status]} tt="none" fw={500}>
      {t(`experiments.status.${status}`)}
    </Badge>
  );
}
