import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Placeholder of the list while the first answer is loading. */
export function TasksSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack gap={10} className="after-300ms" role="status">
      <VisuallyHidden>{t('problem.loading')}</VisuallyHidden>
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} height={40} />
      ))}
    </Stack>
  );
}
