import { Button, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import { call } from '../api/call';
import { CopyBlock } from '../copying/CopyBlock';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useSession } from '../session/useSession';
import classes from './FirstRun.module.css';
import { importLine, ingestLine, jaicfLine } from '../settings/lines';

/** Placeholder for a token that is not available. */
const NO_TOKEN = '$INGEST_TOKEN';

/** Instructions for sending the first message to an empty project, in three ways. */
export function FirstRun({ projectShortName }: { readonly projectShortName: string }) {
  const { t } = useTranslation();
  const administrator = useSession().user.role === 'ADMIN';
  const making = useMutation({
    mutationFn: () =>
      call('POST', '/api/v1/tokens', { body: { kind: 'INGEST', name: t('start.tokenName'), projectShortName } }),
  });
  const token = making.data?.token ?? NO_TOKEN;
  const origin = siteUrl();
  const [opened] = useState(() => new Date());
  return (
    <section className={classes.start}>
      <Title order={1}>{t('start.title')}</Title>
      <Text size="sm">{t('start.text')}</Text>
      {making.data ? (
        <Text size="sm" role="status">
          {t('start.made')}
        </Text>
      ) : administrator ? (
        <Stack gap={6} align="start">
          <Text size="sm">{t('start.needsToken')}</Text>
          {making.isError && <ProblemAlert problem={making.error} />}
          <Button loading={making.isPending} onClick={() => making.mutate()}>
            {t('start.make')}
          </Button>
        </Stack>
      ) : (
        <Text size="sm">{t('start.askForToken')}</Text>
      )}
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="curl">{t('start.way.curl')}</Tabs.Tab>
          <Tabs.Tab value="jaicf">{t('start.way.jaicf')}</Tabs.Tab>
          <Tabs.Tab value="file">{t('start.way.file')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="curl" className={classes.way}>
          <Text size="sm">{t('start.curl')}</Text>
          <CopyBlock label="curl" text={ingestLine(origin, token, opened)} />
        </Tabs.Panel>
        <Tabs.Panel value="jaicf" className={classes.way}>
          <Text size="sm">{t('start.jaicf')}</Text>
          <CopyBlock label="JAICF" text={jaicfLine(origin, token)} />
        </Tabs.Panel>
        <Tabs.Panel value="file" className={classes.way}>
          <Text size="sm">{t('start.file')}</Text>
          <CopyBlock label="parley import" text={importLine(origin, token, opened)} />
        </Tabs.Panel>
      </Tabs>
      <Text size="sm" c="dimmed" role="status">
        {t('start.waiting')}
      </Text>
    </section>
  );
}
