import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asOf, type KnownTasks, losesWork, type Removal } from './removal';
import { deleteCompletedTasks, deleteTask, tasksQuery } from './tasksQuery';

/** Removing tasks: asks first when something would be lost, then tells the server, then looks again. */
export function useRemoval(known: KnownTasks) {
  const cache = useQueryClient();
  // Outlives the dialog, so that its words stay while it fades out.
  const [asked, setAsked] = useState<Removal>();
  const [opened, dialog] = useDisclosure(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (removal: Removal) =>
      removal.kind === 'completed' ? deleteCompletedTasks() : deleteTask(removal.task.taskId),
    onSettled: () => cache.invalidateQueries({ queryKey: tasksQuery.queryKey }),
  });
  const current = asked && asOf(known, asked);
  return {
    asking: current ?? asked,
    opened: opened && current !== undefined,
    error,
    isPending,
    ask: (removal: Removal) => {
      if (losesWork(removal)) {
        setAsked(removal);
        dialog.open();
      } else {
        mutate(removal);
      }
    },
    confirm: () => {
      if (current) {
        mutate(current, { onSettled: dialog.close });
      }
    },
    dismiss: dialog.close,
  };
}
