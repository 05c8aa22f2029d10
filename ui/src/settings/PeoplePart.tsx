import {
  ActionIcon,
  Alert,
  Button,
  Menu,
  Modal,
  PasswordInput,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { CopyBlock } from '../frame/CopyBlock';
import { DataTable } from '../frame/DataTable';
import { FormDialog } from '../frame/FormDialog';
import { Loaded } from '../frame/Loaded';
import { Moment } from '../frame/Moment';
import { ProblemAlert } from '../frame/ProblemAlert';
import { QuestionDialog } from '../frame/QuestionDialog';
import { useQuestion } from '../frame/useQuestion';
import { useSession } from '../scope/useScope';
import { peopleQuery, type Person } from './queries';
import { Section } from './Section';
import { useNew } from './useNew';

const route = getRouteApi('/inside/settings/$part');

const roles = ['VIEWER', 'ANALYST', 'ADMIN'] as const satisfies readonly Schemas['Role'][];

function changePerson(id: number, body: Schemas['PersonChange']) {
  return call('PUT', '/api/v1/people/{id}', { path: { id }, body });
}

/** Users of the account with their roles. */
export function PeoplePart() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const people = useQuery(peopleQuery);
  const self = useSession().user.login;
  const [added, setAdded] = useState<Schemas['NewPerson']>();
  const [renewed, setRenewed] = useState<Person>();
  const refresh = () => cache.invalidateQueries({ queryKey: peopleQuery.queryKey });
  const changing = useMutation({
    mutationFn: ({ id, ...change }: Schemas['PersonChange'] & { id: number }) => changePerson(id, change),
    onSettled: refresh,
  });
  const keepingOut = useQuestion((person: Person) => changePerson(person.id, { active: false }), refresh);
  return (
    <Section
      title={t('settings.part.people')}
      action={
        <Button leftSection={<IconPlus size={14} />} onClick={() => void navigate({ search: { new: 'person' } })}>
          {t('settings.people.add')}
        </Button>
      }
    >
      {changing.isError && <ProblemAlert problem={changing.error} />}
      <Loaded query={people}>
        {(rows) => (
          <DataTable
            label={t('settings.part.people')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                title: t('settings.people.login'),
                cell: ({ login, active }) => (
                  <Text size="sm" component="span" c={active ? 'inherit' : 'dimmed'}>
                    {login}
                    {login === self && ` (${t('settings.people.you')})`}
                  </Text>
                ),
              },
              {
                title: t('settings.people.role'),
                width: 190,
                cell: ({ id, login, role, active }) => (
                  <Select
                    size="xs"
                    aria-label={t('settings.people.roleOf', { login })}
                    data={roles.map((each) => ({ value: each, label: t(`role.${each}`) }))}
                    value={role}
                    allowDeselect={false}
                    disabled={!active}
                    onChange={(value) => value !== null && changing.mutate({ id, role: value })}
                  />
                ),
              },
              {
                title: t('settings.people.state'),
                width: 130,
                cell: ({ active }) => t(active ? 'settings.people.active' : 'settings.people.out'),
              },
              { title: t('settings.people.since'), width: 150, cell: ({ createdAt }) => <Moment iso={createdAt} /> },
              {
                title: t('settings.actions'),
                width: 80,
                align: 'right',
                cell: (person) => (
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon aria-label={t('settings.people.actionsOf', { login: person.login })}>
                        <IconDots size={18} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setRenewed(person)}>{t('settings.people.newPassword')}</Menu.Item>
                      {person.active ? (
                        <Menu.Item c="var(--bad-text)" onClick={() => keepingOut.ask(person)}>
                          {t('settings.people.keepOut')}
                        </Menu.Item>
                      ) : (
                        <Menu.Item onClick={() => changing.mutate({ id: person.id, active: true })}>
                          {t('settings.people.letIn')}
                        </Menu.Item>
                      )}
                    </Menu.Dropdown>
                  </Menu>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <NewPerson
        onAdded={(person) => {
          setAdded(person.password === undefined ? undefined : person);
          return refresh();
        }}
      />
      <FirstPassword person={added} onClose={() => setAdded(undefined)} />
      <NewPassword key={renewed?.id} person={renewed} onClose={() => setRenewed(undefined)} />
      <QuestionDialog
        {...keepingOut.dialog}
        title={t('settings.people.keepOutTitle')}
        text={t('settings.people.keepOutText', { login: keepingOut.thing?.login ?? '' })}
        yes={t('settings.people.keepOut')}
      />
    </Section>
  );
}

function NewPerson({ onAdded }: { readonly onAdded: (person: Schemas['NewPerson']) => Promise<void> }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Schemas['Role']>('ANALYST');
  const [password, setPassword] = useState('');
  const dialog = useNew(
    'person',
    () => call('POST', '/api/v1/people', { body: { login: login.trim(), role, ...(password !== '' && { password }) } }),
    (person, close) => {
      setLogin('');
      setPassword('');
      close();
      return onAdded(person);
    },
  );
  return (
    <FormDialog {...dialog} title={t('settings.people.add')} submit={t('frame.add')}>
      <TextInput
        label={t('settings.people.login')}
        description={t('settings.people.loginHint')}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        maxLength={255}
        autoComplete="off"
        required
        data-autofocus
      />
      <Radio.Group label={t('settings.people.role')} value={role} onChange={(value) => setRole(value)}>
        <Stack gap={6} mt={4}>
          {roles.map((each) => (
            <Radio
              key={each}
              value={each}
              size="xs"
              label={t(`role.${each}`)}
              description={t(`settings.people.roleHints.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <PasswordInput
        label={t('settings.people.password')}
        description={t('settings.people.passwordHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings.password.show') }}
      />
    </FormDialog>
  );
}

/** Initial password of a new user, shown only once. */
function FirstPassword({
  person,
  onClose,
}: {
  readonly person: Schemas['NewPerson'] | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={person !== undefined}
      onClose={onClose}
      title={t('settings.people.added', { login: person?.login ?? '' })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <Stack gap="sm">
        <Alert variant="light" p="xs">
          {t('settings.people.once')}
        </Alert>
        <CopyBlock label={t('settings.people.password')} text={person?.password ?? ''} />
      </Stack>
    </Modal>
  );
}

/** Dialog that sets a new password for another user. */
function NewPassword({ person, onClose }: { readonly person: Person | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const giving = useMutation({
    mutationFn: ({ id }: Person) => changePerson(id, { password }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      opened={person !== undefined}
      title={t('settings.people.newPasswordOf', { login: person?.login ?? '' })}
      submit={t('frame.save')}
      busy={giving.isPending}
      problem={giving.error}
      onSubmit={() => {
        if (person) {
          giving.mutate(person);
        }
      }}
      onClose={onClose}
    >
      <PasswordInput
        label={t('settings.people.newPassword')}
        description={t('settings.people.newPasswordHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings.password.show') }}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
