import { Button, Code } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problemText';
import { Notice } from './Notice';

/** Stands in for a page that could not be loaded or drawn, so that one broken part never leaves an empty window. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Notice title={t('problem.unexpected')} text={t('problem.unexpectedHint')}>
      <Code block>{problemText(t, error)}</Code>
      <Button onClick={() => location.reload()}>{t('problem.reload')}</Button>
    </Notice>
  );
}
