import { Button, Group, NumberInput, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { ProblemAlert } from '../problems/ProblemAlert';
import { cleanupQuery } from './queries';
import { Section } from './Section';
import classes from './SettingsPage.module.css';

/** Maximum that the API accepts. */
const MOST_DAYS = 999;
const USUAL_DAYS = 90;

/** Retention period of the project's messages. */
export function Cleanup({
  projectShortName,
  mayChange,
}: {
  readonly projectShortName: string;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.cleanup.title')}>
      <Text size="sm" c="dimmed">
        {t('settings.cleanup.text')}
      </Text>
      <Loaded query={useQuery(cleanupQuery(projectShortName))}>
        {(kept) => <Terms key={`${kept.dialogs} ${kept.olderThenDays}`} kept={kept} mayChange={mayChange} />}
      </Loaded>
    </Section>
  );
}

function Terms({ kept, mayChange }: { readonly kept: Schemas['Cleanup']; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { projectShortName } = kept;
  const [dialogs, setDialogs] = useState(kept.dialogs);
  const [days, setDays] = useState<number | ''>(kept.olderThenDays ?? USUAL_DAYS);
  const [asking, setAsking] = useState(false);
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: () =>
      call('PUT', '/api/v1/reporter/projects/cleanup', {
        query: { projectShortName },
        body: dialogs ? { dialogs, olderThenDays: Number(days) } : { dialogs },
      }),
    onSuccess: (now) => cache.setQueryData(cleanupQuery(projectShortName).queryKey, now),
  });
  const running = useMutation({
    mutationFn: () => call('POST', '/api/v1/reporter/projects/cleanup/run', { query: { projectShortName } }),
    onSuccess: () => setAsking(false),
  });
  const changed = dialogs !== kept.dialogs || (dialogs && days !== kept.olderThenDays);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <>
      <form onSubmit={submit} className={classes.form}>
        <Switch
          label={t('settings.cleanup.dialogs')}
          checked={dialogs}
          disabled={!mayChange}
          onChange={(event) => setDialogs(event.currentTarget.checked)}
        />
        {dialogs && (
          <NumberInput
            label={t('settings.cleanup.days')}
            description={t('settings.cleanup.daysHint')}
            value={days}
            onChange={(value) => setDays(typeof value === 'number' ? value : '')}
            min={0}
            max={MOST_DAYS}
            allowDecimal={false}
            readOnly={!mayChange}
            required
          />
        )}
        {kept.nextRunTime !== undefined && !changed && (
          <Text size="sm">
            {t('settings.cleanup.next')} <Moment iso={kept.nextRunTime} />
          </Text>
        )}
        {saving.isError && <ProblemAlert problem={saving.error} />}
        {running.isSuccess && (
          <Text size="sm" role="status">
            {t('settings.cleanup.started')} <Link to="/tasks">{t('tasks.title')}</Link>
          </Text>
        )}
        {mayChange && (changed || kept.dialogs) && (
          <Group gap="xs">
            {changed ? (
              <Button type="submit" loading={saving.isPending}>
                {t('forms.save')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => setAsking(true)}>
                {t('settings.cleanup.run')}
              </Button>
            )}
          </Group>
        )}
      </form>
      <FormDialog
        opened={asking}
        title={t('settings.cleanup.runTitle')}
        submit={t('settings.cleanup.run')}
        busy={running.isPending}
        problem={running.error}
        onSubmit={() => running.mutate()}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">{t('settings.cleanup.runText', { count: Number(kept.olderThenDays) })}</Text>
      </FormDialog>
    </>
  );
}
