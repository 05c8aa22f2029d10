import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './CopyBlock.module.css';

interface CopyBlockProps {
  /** Accessible name of the text. */
  readonly label: string;
  readonly text: string;
}

/** Text with a button that copies it. */
export function CopyBlock({ label, text }: CopyBlockProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.block}>
      <Code block tabIndex={0} role="group" aria-label={label} className={classes.code}>
        {text}
      </Code>
      {/* Browsers provide the clipboard API only to pages served over HTTPS or from localhost. */}
      {isSecureContext && (
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              className={classes.button}
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
              aria-label={t('copying.copyOf', { name: label })}
            >
              {t(copied ? 'copying.copied' : 'copying.copy')}
            </Button>
          )}
        </CopyButton>
      )}
    </div>
  );
}
