import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { QuestionDialog } from '../forms/QuestionDialog';
import { labelsQuery } from '../labelling/labelQueries';
import { useLanguage } from '../language/language';
import { formatNumber } from '../scope/format';
import type { LabelChange } from './bulkLabels';
import type { Asked } from './rows';

interface BulkQuestionProps {
  readonly asked: Asked;
  /** Number of selected rows. */
  readonly size: number;
  /** The changes to confirm; undefined while nothing is asked. */
  readonly plan: readonly LabelChange[] | undefined;
  readonly applying: { readonly isPending: boolean; readonly error: unknown };
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Confirmation of labelling in bulk, with the number of rows that each label changes. */
export function BulkQuestion({ asked, size, plan = [], applying, onYes, onNo, ...props }: BulkQuestionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: labels } = useQuery(labelsQuery(asked.tab === 'sessions' ? 'session' : 'message'));
  const nameOf = (id: number) => labels?.find((label) => label.id === id)?.name ?? String(id);
  const formatted = formatNumber(size, language);
  return (
    <QuestionDialog
      {...props}
      opened={plan.length > 0}
      title={t(`dialogs.bulk.title.${asked.tab}`, { count: size, formatted })}
      text={
        <>
          {plan.map(({ labelId, on, count }) => (
            <p key={labelId}>
              {t(on ? 'dialogs.bulk.putOn' : 'dialogs.bulk.takeOff', {
                name: nameOf(labelId),
                count,
                formatted: formatNumber(count, language),
                all: formatted,
              })}
            </p>
          ))}
          {plan.some(({ ids }) => ids === undefined) && <p>{t('dialogs.bulk.noUndo')}</p>}
        </>
      }
      yes={t(plan[0]?.on === false ? 'labelling.takeOff' : 'labelling.putOn')}
      busy={applying.isPending}
      problem={applying.error}
      onYes={onYes}
      onNo={onNo}
    />
  );
}
