import { Button, Code, CopyButton, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './EmptyTasks.module.css';
import { messageReportCurl } from './messageReport';

/** Says how to start a report, with a line to copy that works once a token is at hand. */
export function EmptyTasks({ projectShortName }: { readonly projectShortName: string }) {
  const { t } = useTranslation();
  const curl = messageReportCurl(location.origin, projectShortName);
  return (
    <section className={classes.empty}>
      <Title order={2} fz="lg">
        {t('tasks.empty.title')}
      </Title>
      <Text size="sm">{t('tasks.empty.text')}</Text>
      <div className={classes.command}>
        <Code block tabIndex={0} aria-label="curl">
          {curl}
        </Code>
        {/* Browsers offer the clipboard to pages served over HTTPS and from localhost only. */}
        {isSecureContext && (
          <CopyButton value={curl}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                onClick={copy}
              >
                {t(copied ? 'tasks.empty.copied' : 'tasks.empty.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {t('tasks.empty.hint')}
      </Text>
    </section>
  );
}
