import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import { useProject } from '../scope/useScope';
import { LabelChips } from './LabelChips';
import { labelOfSession } from './labelQueries';

interface SessionLabelsProps {
  readonly session: Pick<Schemas['SessionInfo'], 'sessionId' | 'botId' | 'labels'>;
}

export function SessionLabels({ session: { sessionId, botId, labels = [] } }: SessionLabelsProps) {
  const cache = useQueryClient();
  const projectShortName = useProject();
  const saving = useMutation({
    mutationFn: (ids: readonly number[]) =>
      call('POST', '/api/v1/reporter/session-labels/sessions/set-by-list', {
        query: { sessionId, botId, projectShortName },
        body: ids.map((labelId) => ({ labelId })),
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: conversationKeys.all }),
  });
  return (
    <LabelChips labelled="session" labels={labels.map(labelOfSession)} saving={saving} onSet={saving.mutateAsync} />
  );
}
