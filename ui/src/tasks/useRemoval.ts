import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asOf, type KnownTasks, losesWork, type Removal } from './removal';
import { deleteCompletedTasks, deleteTask, tasksQuery } from './tasksQuery';

/** Removes tasks: asks for confirmation when a file would be lost, calls the server, and refetches the list. */
export function useRemoval(known: KnownTasks) {
  const cache = useQueryClient();
  // Kept after closing, so that the text stays during the fade-out.
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
