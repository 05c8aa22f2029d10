import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface CopyActionProps {
  /** What is copied, for the accessible name. */
  readonly name: string;
  readonly text: string;
}

/** Button that copies a text; browsers have the clipboard only in pages served over HTTPS or from localhost. */
export function CopyAction({ name, text }: CopyActionProps) {
  const { t } = useTranslation();
  return isSecureContext ? (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'copying.copied' : 'copying.copyOf', { name })}>
          <ActionIcon size={24} aria-label={t('copying.copyOf', { name })} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  ) : null;
}
