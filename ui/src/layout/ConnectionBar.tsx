import { useQuery } from '@tanstack/react-query';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnectionLost } from '../api/connection';
import { sessionQuery } from '../session/session';
import classes from './ConnectionBar.module.css';

/** Time between attempts to reach the server, ms. */
const ATTEMPT_MS = 3_000;

/** Line that is shown while the server cannot be reached. Lists and cards wait and load by themselves afterwards. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const lost = useConnectionLost();
  useQuery({
    queryKey: ['connection'],
    queryFn: (context) => sessionQuery.queryFn?.(context as never) ?? null,
    enabled: lost,
    retry: false,
    gcTime: 0,
    refetchInterval: ATTEMPT_MS,
  });
  return (
    <div role="status">
      {lost && (
        <div className={classes.bar}>
          <IconPlugConnectedX size={16} aria-hidden />
          {t('layout.connectionLost')}
        </div>
      )}
    </div>
  );
}
