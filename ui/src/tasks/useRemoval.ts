import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { losesWork, type Removal } from './removal';
import { deleteCompletedTasks, deleteTask, tasksQuery } from './tasksQuery';

/** Removing tasks: asks first when something would be lost, then tells the server, then looks again. */
export function useRemoval() {
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Removal>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (removal: Removal) =>
      removal.kind === 'completed' ? deleteCompletedTasks() : deleteTask(removal.task.taskId),
    onSettled: () => cache.invalidateQueries({ queryKey: tasksQuery.queryKey }),
  });
  return {
    asking,
    error,
    isPending,
    ask: (removal: Removal) => (losesWork(removal) ? setAsking(removal) : mutate(removal)),
    confirm: () => asking && mutate(asking, { onSettled: () => setAsking(undefined) }),
    dismiss: () => setAsking(undefined),
  };
}
