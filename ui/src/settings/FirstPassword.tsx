import { Alert, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { CopyBlock } from '../copying/CopyBlock';

/** Initial password of a new user, shown only once. */
export function FirstPassword({
  person,
  onClose,
}: {
  readonly person: Schemas['NewPerson'] | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={person !== undefined}
      onClose={onClose}
      title={t('settings.people.added', { login: person?.login ?? '' })}
      closeButtonProps={{ 'aria-label': t('forms.close') }}
    >
      <Stack gap="sm">
        <Alert variant="light" p="xs">
          {t('settings.people.once')}
        </Alert>
        <CopyBlock label={t('settings.people.password')} text={person?.password ?? ''} />
      </Stack>
    </Modal>
  );
}
