import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './ProblemAlert';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Number of skeleton rows while loading. */
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** The query's data; a skeleton while it loads, or its error. */
export function Loaded<Data>({ query, rows = 3, children }: LoadedProps<Data>) {
  const { t } = useTranslation();
  const { data, error, refetch } = query;
  if (data !== undefined) {
    return <>{children(data)}</>;
  }
  if (error) {
    return (
      <Stack gap="xs" align="start">
        <ProblemAlert problem={error} />
        <Button variant="default" onClick={() => void refetch()}>
          {t('problem.tryAgain')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap={10} className="after-300ms" role="status">
      <VisuallyHidden>{t('problem.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={36} />
      ))}
    </Stack>
  );
}
