import { SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/useSession';
import { MessageLabels } from './MessageLabels';
import { SessionLabels } from './SessionLabels';

/** The account's labels for sessions and messages. */
export function LabelsPage() {
  const { t } = useTranslation();
  const mayEdit = useSession().user.role !== 'VIEWER';
  return (
    <Stack gap="sm">
      <title>{`${t('labels.title')} · Parley`}</title>
      <Title order={1}>{t('labels.title')}</Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
        <MessageLabels mayEdit={mayEdit} />
        <SessionLabels mayEdit={mayEdit} />
      </SimpleGrid>
    </Stack>
  );
}
