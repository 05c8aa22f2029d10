import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { New } from './parts';

const route = getRouteApi('/inside/settings/$part');

/**
 * Returns the state of a {@link FormDialog} that creates an entity. The URL contains whether it is open.
 *
 * @param make sends the request
 * @param onMade called after success; `close` closes the dialog
 */
export function useNew<Made>(what: New, make: () => Promise<Made>, onMade: (made: Made, close: () => void) => unknown) {
  const navigate = route.useNavigate();
  const opened = route.useSearch().new === what;
  const close = () => void navigate({ search: {} });
  const { mutate, isPending, error } = useMutation({
    mutationFn: make,
    onSuccess: (made) => onMade(made, close),
  });
  return { opened, busy: isPending, problem: error, onSubmit: () => mutate(), onClose: close };
}
