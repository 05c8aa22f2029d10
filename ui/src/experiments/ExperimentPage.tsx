import { Alert, Anchor, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { siteUrl } from '../api/base';
import { call } from '../api/call';
import { CopyBlock } from '../copying/CopyBlock';
import { Loaded } from '../problems/Loaded';
import { Notice } from '../problems/Notice';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { BranchResults } from './BranchResults';
import { joinLine, scriptLine } from './code';
import { ExperimentStatus } from './ExperimentStatus';
import { filterOf, isKind, type OutcomeKind, outcomeKinds } from './outcome';
import { type Experiment, EXPERIMENTS, experimentsQuery, resultsQuery, valuesQuery } from './queries';

const route = getRouteApi('/inside/experiments/$key');

/** Page of an experiment with its results and instructions for bots. */
export function ExperimentPage() {
  const { t } = useTranslation();
  const { key } = route.useParams();
  const experiments = useQuery(experimentsQuery(useProject()));
  return (
    <Loaded query={experiments}>
      {(all) => {
        const experiment = all.find((each) => each.key === key);
        return experiment ? (
          <Found experiment={experiment} />
        ) : (
          <Notice title={t('experiments.notThere', { key })} text={t('experiments.notThereHint')} />
        );
      }}
    </Loaded>
  );
}

function Found({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation();
  const project = useProject();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const mayEdit = useSession().user.role !== 'VIEWER';
  const about = { query: { projectShortName: project, experimentKey: experiment.key } };
  const refresh = () => cache.invalidateQueries({ queryKey: EXPERIMENTS });
  const stopping = useQuestion<Experiment>(
    () => call('POST', '/api/v1/reporter/scenario-experiments/stop', about),
    refresh,
  );
  const deleting = useQuestion<Experiment>(
    () => call('DELETE', '/api/v1/reporter/scenario-experiments', about),
    async () => {
      await navigate({ to: '/experiments', search: {} });
      await refresh();
    },
  );
  return (
    <Stack gap="md" maw={1100}>
      <title>{`${experiment.key} · Parley`}</title>
      <Stack gap={4}>
        <Anchor renderRoot={(props) => <Link {...props} to="/experiments" />} size="sm">
          {t('experiments.title')}
        </Anchor>
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={1}>{experiment.key}</Title>
            <ExperimentStatus status={experiment.status} />
          </Group>
          {mayEdit && (
            <Group gap="xs">
              {experiment.status !== 'STOPPED' && (
                <Button variant="default" onClick={() => stopping.ask(experiment)}>
                  {t('experiments.stop')}
                </Button>
              )}
              <Button variant="default" c="var(--bad-text)" onClick={() => deleting.ask(experiment)}>
                {t('forms.delete')}
              </Button>
            </Group>
          )}
        </Group>
        {experiment.description !== undefined && <Text size="sm">{experiment.description}</Text>}
      </Stack>
      <Judged experiment={experiment} />
      {experiment.status !== 'STOPPED' && (
        <Stack component="section" gap="xs" aria-label={t('experiments.code')}>
          <Title order={2} fz="md">
            {t('experiments.code')}
          </Title>
          <Text size="sm">{t('experiments.codeScript')}</Text>
          <CopyBlock label={t('experiments.script')} text={scriptLine(experiment.key)} />
          <Text size="sm">{t('experiments.codeOther')}</Text>
          <CopyBlock label="curl" text={joinLine(siteUrl(), experiment.key)} />
        </Stack>
      )}
      <QuestionDialog
        {...stopping.dialog}
        title={t('experiments.stopTitle', { key: experiment.key })}
        text={t('experiments.stopText')}
        yes={t('experiments.stop')}
      />
      <QuestionDialog
        {...deleting.dialog}
        title={t('experiments.deleteTitle', { key: experiment.key })}
        text={t('experiments.deleteText')}
        yes={t('forms.delete')}
      />
    </Stack>
  );
}

/** Results of the branches for a chosen outcome. */
function Judged({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation();
  const project = useProject();
  const navigate = route.useNavigate();
  const { outcome = 'TRANSFER', value } = route.useSearch();
  const results = useQuery(resultsQuery(project, experiment.key, outcome, value));
  const needsValue = filterOf(outcome) !== undefined;
  return (
    <Stack component="section" gap="sm" aria-label={t('experiments.results')}>
      <Group gap="xs" align="end">
        <Select
          w={260}
          label={t('experiments.judgedBy')}
          data={(Object.keys(outcomeKinds) as OutcomeKind[]).map((each) => ({
            value: each,
            label: t(`experiments.outcomes.${each}`),
          }))}
          value={outcome}
          onChange={(chosen) => isKind(chosen) && void navigate({ search: { outcome: chosen } })}
          allowDeselect={false}
        />
        {needsValue && <ValueSelect outcome={outcome} value={value} />}
      </Group>
      {needsValue && value === undefined ? (
        <Text size="sm" c="dimmed">
          {t('experiments.chooseValue')}
        </Text>
      ) : (
        <Loaded query={results}>
          {(found) => (
            <>
              {found.sampleRatioMismatch && (
                <Alert variant="light" color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
                  <b>{t('experiments.mismatch')}.</b> {t('experiments.mismatchText')}
                </Alert>
              )}
              <BranchResults results={found} outcome={outcome} />
            </>
          )}
        </Loaded>
      )}
    </Stack>
  );
}

function ValueSelect({ outcome, value }: { readonly outcome: OutcomeKind; readonly value: string | undefined }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const values = useQuery(valuesQuery(useProject(), outcome));
  return (
    <Select
      w={260}
      label={t('experiments.which')}
      data={(values.data ?? []).map((option) => ({ value: option.value, label: option.label }))}
      value={value ?? null}
      onChange={(chosen) => chosen !== null && void navigate({ search: { outcome, value: chosen } })}
      nothingFoundMessage={t('experiments.noValue')}
      searchable
      allowDeselect={false}
    />
  );
}
