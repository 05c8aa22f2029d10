import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { problemText } from '../problems/problemText';
import type { Filter } from '../filters/filter';
import { notify } from '../notifications/notify';
import { useProject, useZone } from '../scope/useScope';
import { tasksQuery } from '../tasks/tasksQuery';
import { useLanguage } from '../language/language';

export type ReportKind = 'sessions' | 'messages' | 'clients';

const paths = {
  sessions: '/api/v1/async/reporter/reports/sessions',
  messages: '/api/v1/async/reporter/reports/messages',
  clients: '/api/v1/async/reporter/reports/clients',
} as const;

interface ReportWanted {
  readonly kind: ReportKind;
  readonly fileType: Schemas['FileType'];
  readonly filters: readonly Filter[];
}

/** Returns a function that starts a report of the listed rows, in the user's language and the chosen time zone. */
export function useReport() {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useZone();
  const projectShortName = useProject();
  const cache = useQueryClient();
  const { mutate: start, isPending } = useMutation({
    mutationFn: ({ kind, fileType, filters }: ReportWanted) =>
      call('POST', paths[kind], {
        query: { projectShortName },
        header: { language, Timezone: zone },
        body: { filters, settings: { fileType, withHeader: true } },
      }),
    onSuccess: (_, { kind }) => {
      notify({
        text: t('reports.started', { name: t(`reports.log.${kind}`) }),
        link: { to: '/tasks', name: t('tasks.title') },
      });
      return cache.invalidateQueries({ queryKey: tasksQuery.queryKey });
    },
    onError: (problem) => notify({ text: problemText(t, problem), isError: true }),
  });
  return { start, isPending };
}
