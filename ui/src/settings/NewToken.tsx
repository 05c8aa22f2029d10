import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { FormDialog } from '../forms/FormDialog';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { useNew } from './useNew';

const kinds = ['UNIFIED', 'PROJECT', 'INGEST'] as const satisfies readonly Schemas['TokenKind'][];

export function NewToken({ onMade }: { readonly onMade: (token: Schemas['NewToken']) => Promise<void> }) {
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
