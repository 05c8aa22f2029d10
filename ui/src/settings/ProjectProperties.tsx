import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { Moment } from '../scope/Moment';
import { ProblemAlert } from '../problems/ProblemAlert';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import { Section } from './Section';
import classes from './SettingsPage.module.css';
import { useProjectsRefresh } from './useProjectsRefresh';

interface PropertiesProps {
  readonly project: Schemas['Project'];
  readonly mayChange: boolean;
}

export function Properties({ project, mayChange }: PropertiesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState(project.name);
  const refresh = useProjectsRefresh();
  const renaming = useMutation({
    mutationFn: () =>
      call('PUT', '/api/v1/projects/{projectShortName}', {
        path: { projectShortName: project.shortName },
        body: { name },
      }),
    onSuccess: refresh,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    renaming.mutate();
  };
  return (
    <Section title={t('settings.project.properties')}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          label={t('settings.project.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={255}
          readOnly={!mayChange}
          required
        />
        {renaming.isError && <ProblemAlert problem={renaming.error} />}
        {mayChange && name !== project.name && (
          <div>
            <Button type="submit" loading={renaming.isPending}>
              {t('forms.save')}
            </Button>
          </div>
        )}
      </form>
      <dl className={classes.facts}>
        <dt>{t('settings.project.shortName')}</dt>
        <dd>
          <code>{project.shortName}</code>
        </dd>
        <dt>{t('settings.project.created')}</dt>
        <dd>
          <Moment iso={project.createdAt} />
        </dd>
        <dt>{t('settings.project.sessions')}</dt>
        <dd className="number">{formatNumber(project.sessions, language)}</dd>
        <dt>{t('settings.project.messages')}</dt>
        <dd className="number">{formatNumber(project.messages, language)}</dd>
        <dt>{t('settings.project.lastMessage')}</dt>
        <dd>{project.lastMessageAt === undefined ? t('settings.never') : <Moment iso={project.lastMessageAt} />}</dd>
      </dl>
    </Section>
  );
}
