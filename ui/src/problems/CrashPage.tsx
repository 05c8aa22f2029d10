import { Button, Code, Group } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText';
import { Notice } from './Notice';

/** Error boundary for a page that failed to load or render; the rest of the window stays usable. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
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
