import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './CopyBlock.module.css';

interface CopyBlockProps {
  /** What it is, for those who hear the page. */
  readonly label: string;
  readonly text: string;
}

/** Text to be used elsewhere as it is, with a button that copies it. */
export function CopyBlock({ label, text }: CopyBlockProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.block}>
      <Code block tabIndex={0} role="group" aria-label={label} className={classes.code}>
        {text}
      </Code>
      {/* Browsers offer the clipboard to pages served over HTTPS and from localhost only. */}
      {isSecureContext && (
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              className={classes.button}
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
              aria-label={t('frame.copyOf', { name: label })}
            >
              {t(copied ? 'frame.copied' : 'frame.copy')}
            </Button>
          )}
        </CopyButton>
      )}
    </div>
  );
}
