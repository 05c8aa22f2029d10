import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyBlock } from '../frame/CopyBlock';
import classes from './EmptyTasks.module.css';
import { messageReportCurl } from './newReport';

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
      <CopyBlock label="curl" text={curl} />
      <Text size="sm" c="dimmed">
        {t('tasks.empty.hint')}
      </Text>
    </section>
  );
}
