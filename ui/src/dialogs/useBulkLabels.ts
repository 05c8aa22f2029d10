import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conversationKeys } from '../api/conversationKeys';
import { useLanguage } from '../language/language';
import { notify } from '../notifications/notify';
import { problemText } from '../problems/problemText';
import { formatNumber } from '../scope/format';
import { apply, type LabelChange, planOf, undoOf } from './bulkLabels';
import type { Asked } from './rows';
import { type Selection, sizeOf } from './selection';

/** Returns the steps of labelling in bulk: the plan, the question, the change, and its undo. */
export function useBulkLabels(asked: Asked, selection: Selection, onDone: () => void) {
  const { t } = useTranslation();
  const language = useLanguage();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<readonly LabelChange[]>();
  const refresh = () => cache.invalidateQueries({ queryKey: conversationKeys.all });
  const tell = (key: 'dialogs.bulk.done' | 'dialogs.bulk.undone', plan: readonly LabelChange[], undo?: () => void) => {
    const count = changesOf(plan);
    notify({ text: t(key, { count, formatted: formatNumber(count, language) }), ...(undo && { undo }) });
  };
  const undoing = useMutation({
    mutationFn: (plan: readonly LabelChange[]) => apply(asked, plan),
    onSuccess: (_, plan) => tell('dialogs.bulk.undone', plan),
    onError: (problem) => notify({ text: problemText(t, problem), isError: true }),
    onSettled: refresh,
  });
  const applying = useMutation({
    mutationFn: (plan: readonly LabelChange[]) => apply(asked, plan),
    onSuccess: (_, plan) => {
      const undo = undoOf(plan);
      tell('dialogs.bulk.done', plan, undo && (() => undoing.mutate(undo)));
      setAsking(undefined);
      onDone();
    },
    onSettled: refresh,
  });
  const planning = useMutation({
    mutationFn: ({ labels, on }: { labels: readonly number[]; on: boolean }) => planOf(asked, selection, labels, on),
    onSuccess: (plan) => {
      // A single row needs no question.
      if (sizeOf(selection, 2) > 1) {
        setAsking(plan);
      } else {
        applying.mutate(plan);
      }
    },
  });
  return {
    planning,
    applying,
    asking,
    confirm: () => asking && applying.mutate(asking),
    dismiss: () => setAsking(undefined),
  };
}

/** Returns the number of labels that the plan puts on or takes off. */
function changesOf(plan: readonly LabelChange[]): number {
  return plan.reduce((sum, { count }) => sum + count, 0);
}
