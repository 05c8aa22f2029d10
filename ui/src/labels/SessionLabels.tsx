import { Stack, Text, Title } from '@mantine/core';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { AddName } from '../forms/AddName';
import { Loaded } from '../problems/Loaded';
import { ProblemAlert } from '../problems/ProblemAlert';
import { QuestionDialog } from '../forms/QuestionDialog';
import { SortableList } from '../lists/SortableList';
import { useEdit } from '../forms/useEdit';
import { useQuestion } from '../forms/useQuestion';
import { CATALOGUE, placesOf, type SessionLabel, sessionLabelsQuery, sessionUsesQuery } from './catalogue';
import { LabelRow } from './LabelRow';

export function SessionLabels({ mayEdit }: { readonly mayEdit: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const labels = useQuery(sessionLabelsQuery);
  const uses = useQueries({ queries: (labels.data ?? []).map(({ id }) => sessionUsesQuery(id)) });
  const usesOf = (label: SessionLabel) => uses[(labels.data ?? []).indexOf(label)]?.data;
  const { edit, editAndWait, error, isPending } = useEdit(CATALOGUE);
  const deleting = useQuestion(
    ({ id }: SessionLabel) => call('DELETE', '/api/v1/reporter/logs/labels/sessions/{id}', { path: { id } }),
    () => cache.invalidateQueries({ queryKey: CATALOGUE }),
  );
  const order = (items: readonly SessionLabel[]) => {
    cache.setQueryData(sessionLabelsQuery.queryKey, items);
    edit(() => call('PUT', '/api/v1/reporter/logs/labels/sessions/change-priority', { body: placesOf(items) }));
  };
  return (
    <Stack component="section" gap="xs" aria-label={t('labels.sessions')}>
      <Title order={2} fz="md">
        {t('labels.sessions')}
      </Title>
      {error && <ProblemAlert problem={error} />}
      <Loaded query={labels}>
        {(items) => (
          <>
            {items.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('labels.noSessions')}
              </Text>
            )}
            <SortableList
              label={t('labels.sessions')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              onOrder={mayEdit ? order : undefined}
            >
              {(label) => (
                <LabelRow
                  name={label.name}
                  uses={usesOf(label)}
                  mayEdit={mayEdit}
                  onRename={(name) =>
                    edit(() =>
                      call('PUT', '/api/v1/reporter/logs/labels/sessions/{id}', {
                        path: { id: label.id },
                        body: { name },
                      }),
                    )
                  }
                  onDelete={() => deleting.ask(label)}
                />
              )}
            </SortableList>
            {mayEdit && (
              <AddName
                label={t('labels.newSession')}
                busy={isPending}
                onAdd={(name) =>
                  editAndWait(() => call('POST', '/api/v1/reporter/logs/labels/sessions', { body: { name } }))
                }
              />
            )}
          </>
        )}
      </Loaded>
      <QuestionDialog
        {...deleting.dialog}
        title={t('labels.deleteTitle', { name: deleting.thing?.name ?? '' })}
        text={t('labels.deleteFromSessions', { count: (deleting.thing && usesOf(deleting.thing)) ?? 0 })}
        yes={t('forms.delete')}
      />
    </Stack>
  );
}
