import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText';

/** Error of a failed call, shown next to the control that started it. */
export function ProblemAlert({ problem }: { readonly problem: unknown }) {
  const { t } = useTranslation();
  return (
    <Alert role="alert" variant="light" color="red" p="xs" icon={<IconAlertTriangle size={16} />}>
      {problemText(t, problem)}
    </Alert>
  );
}
