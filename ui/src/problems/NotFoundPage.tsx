import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main>
      <Notice title={t('problem.notFound')} text={t('problem.notFoundHint')}>
        <Button component={Link} to="/">
          {t('problem.toStart')}
        </Button>
      </Notice>
    </main>
  );
}
