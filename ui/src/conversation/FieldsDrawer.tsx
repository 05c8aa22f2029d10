import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JsonTree } from './JsonTree';
import type { Message } from './reply';

interface FieldsDrawerProps {
  readonly message: Message | undefined;
  readonly onClose: () => void;
}

/** All stored fields of a message. */
export function FieldsDrawer({ message, onClose }: FieldsDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={message !== undefined}
      onClose={onClose}
      position="right"
      size={460}
      padding="sm"
      title={t('conversation.allFields')}
      closeButtonProps={{ 'aria-label': t('forms.close') }}
    >
      {message && <JsonTree value={message} />}
    </Drawer>
  );
}
