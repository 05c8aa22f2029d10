import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { questionBefore, type Removal } from './removal';

interface RemovalDialogProps {
  readonly removal: Removal | undefined;
  readonly opened: boolean;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
}

export function RemovalDialog({ removal, opened, busy, onConfirm, onDismiss }: RemovalDialogProps) {
  const { t } = useTranslation();
  const question = removal && questionBefore(t, removal);
  return (
    <Modal
      opened={opened}
      onClose={onDismiss}
      title={question?.title}
      closeButtonProps={{ 'aria-label': t('forms.close') }}
    >
      <Text size="sm">{question?.text}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onDismiss}>
          {question?.no}
        </Button>
        <Button color="red.8" loading={busy} onClick={onConfirm} data-autofocus>
          {question?.yes}
        </Button>
      </Group>
    </Modal>
  );
}
