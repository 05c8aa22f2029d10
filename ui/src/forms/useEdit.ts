import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** Returns a mutation for the items of a list; the list is refetched after success and failure. */
export function useEdit(changed: QueryKey) {
  const cache = useQueryClient();
  const { mutate, mutateAsync, error, isPending } = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    // Not awaited: the user may continue while the list is refetched.
    onSettled: () => void cache.invalidateQueries({ queryKey: changed }),
  });
  return { edit: mutate, editAndWait: mutateAsync, error, isPending };
}
