import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import { CopyBlock } from '../copying/CopyBlock';
import classes from './EmptyTasks.module.css';
import { messageReportCurl } from './newReport';

/** Empty state with instructions for the first report, and a command line that needs only a token. */
export function EmptyTasks({ projectShortName }: { readonly projectShortName: string }) {
  const { t } = useTranslation();
  const curl = messageReportCurl(siteUrl(), projectShortName);
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
