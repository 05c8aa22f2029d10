import { Button, Code } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText';
import { Notice } from './Notice';

/** Error boundary for a page that failed to load or render; the rest of the window stays usable. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Notice title={t('problem.unexpected')} text={t('problem.unexpectedHint')}>
      <Code block>{problemText(t, error)}</Code>
      <Button onClick={() => location.reload()}>{t('problem.reload')}</Button>
    </Notice>
  );
}
