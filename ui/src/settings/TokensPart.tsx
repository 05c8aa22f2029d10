import { ActionIcon, Alert, Button, Modal, Radio, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import { call, type Schemas } from '../api/call';
import { CopyBlock } from '../frame/CopyBlock';
import { DataTable } from '../frame/DataTable';
import { FormDialog } from '../frame/FormDialog';
import { Loaded } from '../frame/Loaded';
import { Moment } from '../frame/Moment';
import { QuestionDialog } from '../frame/QuestionDialog';
import { useQuestion } from '../frame/useQuestion';
import { useProject, useSession } from '../scope/useScope';
import { jaicfLine, tokenLine } from '../start/lines';
import { type Token, tokensQuery } from './queries';
import { Section } from './Section';
import { useNew } from './useNew';

const route = getRouteApi('/inside/settings/$part');

const kinds = ['UNIFIED', 'PROJECT', 'INGEST'] as const satisfies readonly Schemas['TokenKind'][];

/** The account's API tokens. */
export function TokensPart() {
  const { t } = useTranslation();
  const { projects } = useSession();
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const tokens = useQuery(tokensQuery);
  const [made, setMade] = useState<Schemas['NewToken']>();
  const revoking = useQuestion(
    ({ id }: Token) => call('DELETE', '/api/v1/tokens/{id}', { path: { id } }),
    () => cache.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  );
  const projectName = (shortName: string | undefined) =>
    shortName === undefined
      ? t('settings.tokens.allProjects')
      : (projects.find((project) => project.shortName === shortName)?.name ?? shortName);
  return (
    <Section
      title={t('settings.part.tokens')}
      action={
        <Button leftSection={<IconPlus size={14} />} onClick={() => void navigate({ search: { new: 'token' } })}>
          {t('settings.tokens.add')}
        </Button>
      }
    >
      <Loaded query={tokens}>
        {(rows) => (
          <DataTable
            label={t('settings.part.tokens')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('settings.tokens.name'), cell: ({ name }) => name },
              {
                title: t('settings.tokens.kind'),
                width: '16%',
                cell: ({ kind }) => t(`settings.tokens.kinds.${kind}`),
              },
              {
                title: t('settings.tokens.project'),
                width: '18%',
                cell: ({ projectShortName }) => projectName(projectShortName),
              },
              {
                title: t('settings.tokens.made'),
                width: 170,
                cell: ({ createdAt, createdBy }) => (
                  <>
                    <Moment iso={createdAt} />
                    {createdBy !== undefined && (
                      <Text size="xs" c="dimmed">
                        {createdBy}
                      </Text>
                    )}
                  </>
                ),
              },
              {
                title: t('settings.tokens.lastUsed'),
                width: 150,
                cell: ({ lastUsedAt }) =>
                  lastUsedAt === undefined ? (
                    <Text size="sm" c="dimmed" component="span">
                      {t('settings.never')}
                    </Text>
                  ) : (
                    <Moment iso={lastUsedAt} />
                  ),
              },
              {
                title: t('settings.actions'),
                width: 80,
                align: 'right',
                cell: (token) => (
                  <Tooltip label={t('settings.tokens.revoke')}>
                    <ActionIcon
                      aria-label={t('settings.tokens.revokeOf', { name: token.name })}
                      onClick={() => revoking.ask(token)}
                    >
                      <IconTrash size={18} />
                    </ActionIcon>
                  </Tooltip>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <NewToken
        onMade={(token) => {
          setMade(token);
          return cache.invalidateQueries({ queryKey: tokensQuery.queryKey });
        }}
      />
      <MadeToken token={made} onClose={() => setMade(undefined)} />
      <QuestionDialog
        {...revoking.dialog}
        title={t('settings.tokens.revokeTitle')}
        text={t('settings.tokens.revokeText', { name: revoking.thing?.name ?? '' })}
        yes={t('settings.tokens.revoke')}
      />
    </Section>
  );
}

function NewToken({ onMade }: { readonly onMade: (token: Schemas['NewToken']) => Promise<void> }) {
  const { t } = useTranslation();
  const { projects } = useSession();
  const chosen = useProject();
  const [kind, setKind] = useState<Schemas['TokenKind']>('INGEST');
  const [name, setName] = useState('');
  const [project, setProject] = useState(chosen);
  const [own, setOwn] = useState('');
  const ofProject = kind !== 'UNIFIED';
  const dialog = useNew(
    'token',
    () =>
      call('POST', '/api/v1/tokens', {
        body: {
          kind,
          name,
          ...(ofProject && { projectShortName: project }),
          ...(ofProject && own !== '' && { token: own }),
        },
      }),
    (token, close) => {
      setName('');
      setOwn('');
      close();
      return onMade(token);
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.tokens.add')} submit={t('settings.tokens.make')}>
      <TextInput
        label={t('settings.tokens.name')}
        description={t('settings.tokens.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={255}
        required
        data-autofocus
      />
      <Radio.Group label={t('settings.tokens.kind')} value={kind} onChange={(value) => setKind(value)}>
        <Stack gap={6} mt={4}>
          {kinds.map((each) => (
            <Radio
              key={each}
              value={each}
              size="xs"
              label={t(`settings.tokens.kinds.${each}`)}
              description={t(`settings.tokens.kindHints.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {ofProject && (
        <>
          <Select
            label={t('settings.tokens.project')}
            data={projects.map(({ shortName, name: label }) => ({ value: shortName, label }))}
            value={project}
            onChange={(value) => setProject(value ?? '')}
            allowDeselect={false}
            required
          />
          <TextInput
            label={t('settings.tokens.own')}
            description={t('settings.tokens.ownHint')}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value.trim())}
            autoComplete="off"
          />
        </>
      )}
    </FormDialog>
  );
}

/** New token with example commands; shown only once. */
function MadeToken({
  token,
  onClose,
}: {
  readonly token: Schemas['NewToken'] | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={token !== undefined}
      onClose={onClose}
      size="xl"
      title={t('settings.tokens.madeTitle', { name: token?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {token && (
        <Stack gap="sm">
          <Alert variant="light" p="xs">
            {t('settings.tokens.once')}
          </Alert>
          <CopyBlock label={t('settings.tokens.token')} text={token.token} />
          <Text size="sm">{t('settings.tokens.try')}</Text>
          <CopyBlock label="curl" text={tokenLine(token.kind, siteUrl(), token.token, new Date(token.createdAt))} />
          {token.kind === 'INGEST' && (
            <>
              <Text size="sm">{t('settings.tokens.jaicf')}</Text>
              <CopyBlock label="JAICF" text={jaicfLine(siteUrl(), token.token)} />
            </>
          )}
        </Stack>
      )}
    </Modal>
  );
}
