import { useTranslation } from 'react-i18next';
import { QuestionDialog } from '../forms/QuestionDialog';
import { useQuestion } from '../forms/useQuestion';
import type { LabelGroup, MessageLabel } from './catalogue';

/** Target of a delete action. */
export type Doomed =
  { readonly kind: 'label'; readonly label: MessageLabel } | { readonly kind: 'group'; readonly group: LabelGroup };

interface DeleteQuestionProps {
  readonly doomed: Doomed | undefined;
  readonly dialog: ReturnType<typeof useQuestion<Doomed>>['dialog'];
  readonly labels: readonly MessageLabel[];
  readonly usesOf: (label: MessageLabel) => number;
}

/** Confirmation with the number of removed assignments. A message with two labels of the group counts twice. */
export function DeleteQuestion({ doomed, dialog, labels, usesOf }: DeleteQuestionProps) {
  const { t } = useTranslation();
  const going =
    doomed?.kind === 'group'
      ? labels.filter(({ group }) => group.id === doomed.group.id)
      : doomed
        ? [doomed.label]
        : [];
  const count = going.reduce((sum, label) => sum + usesOf(label), 0);
  const name = doomed?.kind === 'group' ? doomed.group.name : (doomed?.label.name ?? '');
  return (
    <QuestionDialog
      {...dialog}
      title={t(doomed?.kind === 'group' ? 'labels.deleteGroupTitle' : 'labels.deleteTitle', { name })}
      text={
        <>
          {doomed?.kind === 'group' && going.length > 0 && (
            <p>{t('labels.deleteWithGroup', { names: going.map((label) => label.name).join(', ') })}</p>
          )}
          {t('labels.deleteFromMessages', { count })}
        </>
      }
      yes={t('forms.delete')}
    />
  );
}
