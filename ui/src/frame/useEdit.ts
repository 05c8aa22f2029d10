import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** Changes of something that is shown as a list; after each the list is asked for again, whatever came of it. */
export function useEdit(changed: QueryKey) {
  const cache = useQueryClient();
  const { mutate, mutateAsync, error, isPending } = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    // Not waited for: a person may go on while the list is looked at again.
    onSettled: () => void cache.invalidateQueries({ queryKey: changed }),
  });
  return { edit: mutate, editAndWait: mutateAsync, error, isPending };
}
