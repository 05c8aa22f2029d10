import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import { useSession } from '../session/useSession';
import { type Token, tokensQuery } from './queries';
import { Section } from './Section';
import { NewToken } from './NewToken';
import { MadeToken } from './MadeToken';

const route = getRouteApi('/inside/settings/$part');

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
