import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EditableName } from '../forms/EditableName';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import classes from './Labels.module.css';

interface LabelRowProps {
  readonly name: string;
  /** Number of uses; `undefined` while loading. */
  readonly uses: number | undefined;
  readonly mayEdit: boolean;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
  /** Additional actions. */
  readonly children?: ReactNode;
}

export function LabelRow({ name, uses, mayEdit, onRename, onDelete, children }: LabelRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <EditableName name={name} onRename={mayEdit ? onRename : undefined} />
      <span className={classes.uses} title={t('labels.uses')}>
        {uses !== undefined && formatNumber(uses, language)}
      </span>
      {mayEdit && children}
      {mayEdit && (
        <Tooltip label={t('forms.delete')}>
          <ActionIcon aria-label={t('labels.deleteOf', { name })} onClick={onDelete}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
