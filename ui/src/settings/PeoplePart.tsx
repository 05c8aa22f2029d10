import { ActionIcon, Button, Menu, Select, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/call';
import { DataTable } from '../lists/DataTable';
import { Loaded } from '../problems/Loaded';
import { Moment } from '../scope/Moment';
import { ProblemAlert } from '../problems/ProblemAlert';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import { useSession } from '../session/useSession';
import { peopleQuery, type Person } from './queries';
import { Section } from './Section';
import { roles, changePerson } from './people';
import { NewPerson } from './NewPerson';
import { FirstPassword } from './FirstPassword';
import { NewPassword } from './NewPassword';

const route = getRouteApi('/inside/settings/$part');

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
