import { ActionIcon, SegmentedControl, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { DataTable } from '../lists/DataTable';
import { EditableName } from '../forms/EditableName';
import { Loaded } from '../problems/Loaded';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useEdit } from '../forms/useEdit';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { type Kind, kinds } from './kinds';
import classes from './OutcomesPage.module.css';
import { type Outcome, outcomesQuery } from './queries';
import { NewOutcome } from './NewOutcome';

const route = getRouteApi('/inside/metrics');

/** Display names for the keys of topics, actions and results that scripts set. */
export function OutcomesPage() {
  const { t } = useTranslation();
  const { kind = 'topics' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Stack gap="sm">
      <title>{`${t('outcomes.title')} · Parley`}</title>
      <Title order={1}>{t('outcomes.title')}</Title>
      <Text size="sm" c="dimmed" maw={720}>
        {t('outcomes.hint')}
      </Text>
      <SegmentedControl
        className={classes.kinds}
        size="xs"
        aria-label={t('outcomes.title')}
        value={kind}
        onChange={(chosen) => void navigate({ search: { kind: chosen } })}
        data={kinds.map((each) => ({ value: each, label: t(`outcomes.kinds.${each}`) }))}
      />
      <Outcomes key={kind} kind={kind} />
    </Stack>
  );
}

function Outcomes({ kind }: { readonly kind: Kind }) {
  const { t } = useTranslation();
  const projectShortName = useProject();
  const mayEdit = useSession().user.role === 'ADMIN';
  const query = outcomesQuery(kind, projectShortName);
  const outcomes = useQuery(query);
  const { edit, editAndWait, error, isPending } = useEdit(query.queryKey);
  const place = { path: { kind }, query: { projectShortName } };
  const change = ({ id }: Outcome, body: { key?: string; value: string }) =>
    edit(() =>
      call('PUT', '/api/v1/reporter/metrics/{kind}/{id}', { path: { kind, id }, query: { projectShortName }, body }),
    );
  const remove = ({ id }: Outcome) =>
    edit(() =>
      call('DELETE', '/api/v1/reporter/metrics/{kind}/{id}', { path: { kind, id }, query: { projectShortName } }),
    );
  return (
    <Stack gap="xs" maw={960}>
      {error && <ProblemAlert problem={error} />}
      <Loaded query={outcomes}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm">{t('outcomes.none')}</Text>
          ) : (
            <DataTable
              label={t(`outcomes.kinds.${kind}`)}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: t('outcomes.key'),
                  width: '34%',
                  cell: (outcome) => (
                    <EditableName
                      name={outcome.key}
                      onRename={
                        // A key in use by sessions cannot be renamed.
                        mayEdit && !outcome.hasData
                          ? (key) => change(outcome, { key, value: outcome.value === outcome.key ? '' : outcome.value })
                          : undefined
                      }
                    >
                      <code>{outcome.key}</code>
                    </EditableName>
                  ),
                },
                {
                  title: t('outcomes.value'),
                  cell: (outcome) => (
                    <EditableName
                      name={outcome.value}
                      onRename={mayEdit ? (value) => change(outcome, { value }) : undefined}
                    />
                  ),
                },
                {
                  title: t('outcomes.use'),
                  width: 170,
                  cell: ({ hasData }) => (
                    <Text size="sm" component="span" c={hasData ? 'inherit' : 'dimmed'}>
                      {t(hasData ? 'outcomes.used' : 'outcomes.unused')}
                    </Text>
                  ),
                },
                ...(mayEdit
                  ? [
                      {
                        title: t('outcomes.actions'),
                        width: 80,
                        align: 'right' as const,
                        cell: (outcome: Outcome) => (
                          <Tooltip label={t(outcome.hasData ? 'outcomes.stays' : 'forms.delete')}>
                            <ActionIcon
                              aria-label={t('outcomes.deleteOf', { name: outcome.value })}
                              {...(outcome.hasData && { 'data-disabled': true })}
                              aria-disabled={outcome.hasData}
                              onClick={() => !outcome.hasData && remove(outcome)}
                            >
                              <IconTrash size={16} />
                            </ActionIcon>
                          </Tooltip>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Loaded>
      {mayEdit && (
        <NewOutcome
          kind={kind}
          listed={outcomes.data ?? []}
          busy={isPending}
          onAdd={(body) => editAndWait(() => call('POST', '/api/v1/reporter/metrics/{kind}', { ...place, body }))}
        />
      )}
    </Stack>
  );
}
