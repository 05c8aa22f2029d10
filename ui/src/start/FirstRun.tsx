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
import { importLine, ingestLine, jaicfLine, langfuseLines, otelLines, piecesLine } from '../settings/lines';

/** Placeholder for a token that is not available. */
const NO_TOKEN = '$INGEST_TOKEN';

/** Instructions for sending the first message to an empty project, by kind of bot. */
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
  const ways = [
    { way: 'curl', label: 'curl', lines: ingestLine(origin, token, opened) },
    { way: 'pieces', label: 'curl', lines: piecesLine(origin, token, opened) },
    { way: 'otel', label: 'OpenTelemetry', lines: otelLines(origin, token) },
    { way: 'langfuse', label: 'Langfuse', lines: langfuseLines(origin, projectShortName, token) },
    { way: 'jaicf', label: 'JAICF', lines: jaicfLine(origin, token) },
    { way: 'file', label: 'parley import', lines: importLine(origin, token, opened) },
  ] as const;
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
          {ways.map(({ way }) => (
            <Tabs.Tab key={way} value={way}>
              {t(`start.way.${way}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ways.map(({ way, label, lines }) => (
          <Tabs.Panel key={way} value={way} className={classes.way}>
            <Text size="sm">{t(`start.${way}`)}</Text>
            <CopyBlock label={label} text={lines} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <Text size="sm" c="dimmed" role="status">
        {t('start.waiting')}
      </Text>
    </section>
  );
}
