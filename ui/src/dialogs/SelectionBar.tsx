import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconTag, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LabelPicker } from '../labelling/LabelPicker';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import { BulkQuestion } from './BulkQuestion';
import { type Asked, labelIdsOf } from './rows';
import classes from './SelectionBar.module.css';
import { NOTHING, type Selection, sizeOf } from './selection';
import { useBulkLabels } from './useBulkLabels';

interface SelectionBarProps {
  readonly asked: Asked;
  readonly selection: Selection;
  readonly total: number;
  readonly labelling: boolean;
  readonly onLabelling: (open: boolean) => void;
  readonly onChange: (selection: Selection) => void;
}

/** Number of selected rows, with bulk actions. */
export function SelectionBar({ asked, selection, total, labelling, onLabelling, onChange }: SelectionBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const size = sizeOf(selection, total);
  const held = selection.kind === 'some' ? [...selection.rows.values()].map(labelIdsOf) : undefined;
  const { planning, asking, confirm, dismiss, applying } = useBulkLabels(asked, selection, () => {
    onLabelling(false);
    onChange(NOTHING);
  });
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('dialogs.selection')}>
      <span className="number">{t('dialogs.selected', { count: size, formatted: formatNumber(size, language) })}</span>
      {selection.kind === 'some' && (
        <Button variant="subtle" onClick={() => onChange({ kind: 'all' })}>
          {t('dialogs.selectAll', { formatted: formatNumber(total, language) })}
        </Button>
      )}
      <Popover opened={labelling} onChange={onLabelling} position="bottom-end" width={280} trapFocus returnFocus>
        <Popover.Target>
          <Button
            leftSection={<IconTag size={14} />}
            onClick={() => onLabelling(!labelling)}
            aria-expanded={labelling}
            ml="auto"
          >
            {t('dialogs.label')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('dialogs.label')}>
          <LabelPicker
            labelled={asked.tab === 'sessions' ? 'session' : 'message'}
            chosen={[]}
            busy={planning.isPending || applying.isPending}
            problem={planning.error ?? (asking ? null : applying.error)}
            rows={held}
            actions={[
              { name: t('labelling.putOn'), onClick: (labels) => planning.mutate({ labels, on: true }) },
              { name: t('labelling.takeOff'), onClick: (labels) => planning.mutate({ labels, on: false }) },
            ]}
          />
        </Popover.Dropdown>
      </Popover>
      <BulkQuestion asked={asked} size={size} plan={asking} applying={applying} onYes={confirm} onNo={dismiss} />
      <ActionIcon aria-label={t('dialogs.selectNone')} onClick={() => onChange(NOTHING)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
