import { ActionIcon, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { AddName } from '../forms/AddName';
import { EditableName } from '../forms/EditableName';
import { Loaded } from '../problems/Loaded';
import { ProblemAlert } from '../problems/ProblemAlert';
import { SortableList } from '../lists/SortableList';
import { useEdit } from '../forms/useEdit';
import { useQuestion } from '../forms/useQuestion';
import {
  byGroup,
  CATALOGUE,
  groupsQuery,
  type LabelGroup,
  type MessageLabel,
  messageLabelsQuery,
  messageUsesQuery,
  placesOf,
} from './catalogue';
import { LabelRow } from './LabelRow';
import classes from './Labels.module.css';
import { MoveMenu } from './MoveMenu';
import { DeleteQuestion, type Doomed } from './DeleteQuestion';

export function MessageLabels({ mayEdit }: { readonly mayEdit: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const groups = useQuery(groupsQuery);
  const labels = useQuery(messageLabelsQuery);
  const uses = useQuery(messageUsesQuery);
  const usesOf = ({ id }: MessageLabel) => uses.data && (uses.data.get(String(id)) ?? 0);
  const { edit, editAndWait, error, isPending } = useEdit(CATALOGUE);
  const deleting = useQuestion(
    (doomed: Doomed) =>
      doomed.kind === 'label'
        ? call('DELETE', '/api/v1/reporter/message/labels/{id}', { path: { id: doomed.label.id } })
        : call('DELETE', '/api/v1/reporter/message/labels/groups/{id}', { path: { id: doomed.group.id } }),
    () => cache.invalidateQueries({ queryKey: CATALOGUE }),
  );
  const orderGroups = (items: readonly LabelGroup[]) => {
    cache.setQueryData(groupsQuery.queryKey, [...items]);
    edit(() => call('PUT', '/api/v1/reporter/message/labels/groups/change-priority', { body: placesOf(items) }));
  };
  const orderLabels = (items: readonly MessageLabel[], all: readonly MessageLabel[]) => {
    cache.setQueryData(messageLabelsQuery.queryKey, [...all.filter((label) => !items.includes(label)), ...items]);
    edit(() => call('PUT', '/api/v1/reporter/message/labels/change-priority', { body: placesOf(items) }));
  };
  const change = (id: number, body: { name: string } | { groupId: number }) =>
    edit(() => call('PUT', '/api/v1/reporter/message/labels/{id}', { path: { id }, body }));
  return (
    <Stack component="section" gap="xs" aria-label={t('labels.messages')}>
      <Title order={2} fz="md">
        {t('labels.messages')}
      </Title>
      {error && <ProblemAlert problem={error} />}
      <Loaded query={groups}>
        {(allGroups) => (
          <Loaded query={labels}>
            {(allLabels) => (
              <>
                {allGroups.length === 0 && (
                  <Text size="sm" c="dimmed">
                    {t('labels.noGroups')}
                  </Text>
                )}
                <SortableList
                  label={t('labels.groups')}
                  items={byGroup(allGroups, allLabels)}
                  keyOf={({ group }) => group.id}
                  nameOf={({ group }) => group.name}
                  onOrder={mayEdit ? (items) => orderGroups(items.map(({ group }) => group)) : undefined}
                >
                  {({ group, labels: inGroup }) => (
                    <div className={classes.groupItem}>
                      <div className={classes.groupHead}>
                        <EditableName
                          name={group.name}
                          onRename={
                            mayEdit
                              ? (name) =>
                                  edit(() =>
                                    call('PUT', '/api/v1/reporter/message/labels/groups/{id}', {
                                      path: { id: group.id },
                                      body: { name },
                                    }),
                                  )
                              : undefined
                          }
                        >
                          <Title order={3} fz="sm">
                            {group.name}
                          </Title>
                        </EditableName>
                        {mayEdit && (
                          <Tooltip label={t('forms.delete')}>
                            <ActionIcon
                              aria-label={t('labels.deleteGroupOf', { name: group.name })}
                              onClick={() => deleting.ask({ kind: 'group', group })}
                            >
                              <IconTrash size={16} />
                            </ActionIcon>
                          </Tooltip>
                        )}
                      </div>
                      <SortableList
                        label={t('labels.ofGroup', { name: group.name })}
                        items={inGroup}
                        keyOf={({ id }) => id}
                        nameOf={({ name }) => name}
                        onOrder={mayEdit ? (items) => orderLabels(items, allLabels) : undefined}
                      >
                        {(label) => (
                          <LabelRow
                            name={label.name}
                            uses={usesOf(label)}
                            mayEdit={mayEdit}
                            onRename={(name) => change(label.id, { name })}
                            onDelete={() => deleting.ask({ kind: 'label', label })}
                          >
                            {allGroups.length > 1 && (
                              <MoveMenu
                                label={label}
                                groups={allGroups}
                                onMove={(groupId) => change(label.id, { groupId })}
                              />
                            )}
                          </LabelRow>
                        )}
                      </SortableList>
                      {mayEdit && (
                        <AddName
                          label={t('labels.newLabelIn', { name: group.name })}
                          busy={isPending}
                          onAdd={(name) =>
                            editAndWait(() =>
                              call('POST', '/api/v1/reporter/message/labels', {
                                body: { name, group: { id: group.id } },
                              }),
                            )
                          }
                        />
                      )}
                    </div>
                  )}
                </SortableList>
                {mayEdit && (
                  <AddName
                    label={t('labels.newGroup')}
                    busy={isPending}
                    onAdd={(name) =>
                      editAndWait(() => call('POST', '/api/v1/reporter/message/labels/groups', { body: { name } }))
                    }
                  />
                )}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <DeleteQuestion
        doomed={deleting.thing}
        dialog={deleting.dialog}
        labels={labels.data ?? []}
        usesOf={(label) => usesOf(label) ?? 0}
      />
    </Stack>
  );
}
