import { Button, Code, Group } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText';
import { Unreachable } from '../api/problem';
import { Notice } from './Notice';

/** Time between attempts to reach the server, ms. */
const RETRY_MS = 3_000;

async function reloadWhenBack() {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok) {
    location.reload();
  }
}

/** Error boundary for a page that failed to load or render; the rest of the window stays usable. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const isAway = error instanceof Unreachable || /dynamically imported module|module script/i.test(String(error));
  useEffect(() => {
    const timer = isAway ? setInterval(() => void reloadWhenBack(), RETRY_MS) : undefined;
    return () => clearInterval(timer);
  }, [isAway]);
  if (isAway) {
    return <Notice title={t('problem.sectionAway')} text={t('problem.sectionAwayHint')} />;
  }
  return (
    <Notice title={t('problem.unexpected')} text={t('problem.unexpectedHint')}>
      <Code block>{problemText(t, error)}</Code>
      <Group gap="xs">
        <Button onClick={() => location.reload()}>{t('problem.reload')}</Button>
        {/* A whole new page, without the address that may be the reason. */}
        <Button variant="default" component="a" href={router.buildLocation({ to: '/', search: {} }).href}>
          {t('problem.toStart')}
        </Button>
      </Group>
    </Notice>
  );
}
