import { ActionIcon, Button, SegmentedControl, Stack, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { DataTable } from '../frame/DataTable';
import { EditableName } from '../frame/EditableName';
import { Loaded } from '../frame/Loaded';
import { ProblemAlert } from '../frame/ProblemAlert';
import { useEdit } from '../frame/useEdit';
import { useProject, useSession } from '../scope/useScope';
import { type Kind, kinds } from './kinds';
import classes from './OutcomesPage.module.css';
import { type Outcome, outcomesQuery, usedKeysQuery } from './queries';

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
                          <Tooltip label={t(outcome.hasData ? 'outcomes.stays' : 'frame.delete')}>
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

interface NewOutcomeProps {
  readonly kind: Kind;
  readonly listed: readonly Outcome[];
  readonly busy: boolean;
  readonly onAdd: (outcome: { key: string; value: string }) => Promise<unknown>;
}

function NewOutcome({ kind, listed, busy, onAdd }: NewOutcomeProps) {
  const { t } = useTranslation();
  const { data: used = [] } = useQuery(usedKeysQuery(kind, useProject()));
  const words = useRef<HTMLInputElement>(null);
  const unlisted = used.filter((each) => listed.every((outcome) => outcome.key !== each));
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() !== '') {
      // The error is shown above the list.
      onAdd({ key: key.trim(), value: value.trim() }).then(
        () => {
          setKey('');
          setValue('');
        },
        () => undefined,
      );
    }
  };
  return (
    <form onSubmit={submit} className={classes.add} aria-label={t(`outcomes.add.${kind}`)}>
      <TextInput
        size="xs"
        aria-label={t('outcomes.key')}
        placeholder={t('outcomes.key')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        ref={words}
        aria-label={t('outcomes.value')}
        placeholder={t('outcomes.value')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy} leftSection={<IconPlus size={14} />}>
        {t(`outcomes.add.${kind}`)}
      </Button>
      {unlisted.length > 0 && (
        <div className={classes.unlisted}>
          <Text size="sm" component="span">
            {t('outcomes.unlisted')}
          </Text>
          {unlisted.map((each) => (
            <Button
              key={each}
              variant="default"
              size="compact-xs"
              onClick={() => {
                setKey(each);
                words.current?.focus();
              }}
            >
              {each}
            </Button>
          ))}
        </div>
      )}
    </form>
  );
}
