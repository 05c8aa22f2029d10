import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import { useProject } from '../scope/useScope';
import { LabelChips } from './LabelChips';
import { labelOfMessage } from './labelQueries';

interface MessageLabelsProps {
  readonly message: Pick<Schemas['ExtendedMessage'], 'questionId' | 'sessionId' | 'labels'>;
  readonly botId: string;
}

export function MessageLabels({ message: { questionId, sessionId, labels = [] }, botId }: MessageLabelsProps) {
  const cache = useQueryClient();
  const projectShortName = useProject();
  const saving = useMutation({
    mutationFn: (ids: readonly number[]) =>
      call('POST', '/api/v1/reporter/message/labels/logs/set-by-list', {
        query: { questionId, sessionId, botId, projectShortName },
        body: ids.map((labelId) => ({ labelId })),
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: conversationKeys.all }),
  });
  return (
    <LabelChips labelled="message" labels={labels.map(labelOfMessage)} saving={saving} onSet={saving.mutateAsync} />
  );
}
