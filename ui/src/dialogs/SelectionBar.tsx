import { ActionIcon, Button, Popover } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTag, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call, type Schemas } from '../api/call';
import { conversationKeys } from '../api/conversationKeys';
import { LabelPicker } from '../labelling/LabelPicker';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import type { Asked } from './rows';
import classes from './SelectionBar.module.css';
import { NOTHING, type Selection, sizeOf } from './selection';

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
  const cache = useQueryClient();
  const size = sizeOf(selection, total);
  const saving = useMutation({
    mutationFn: ({ labels, on }: { labels: readonly number[]; on: boolean }) => label(asked, selection, labels, on),
    onSuccess: () => {
      onLabelling(false);
      onChange(NOTHING);
      return cache.invalidateQueries({ queryKey: conversationKeys.all });
    },
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
            busy={saving.isPending}
            problem={saving.error}
            actions={[
              { name: t('labelling.putOn'), onClick: (labels) => saving.mutate({ labels, on: true }) },
              { name: t('labelling.takeOff'), onClick: (labels) => saving.mutate({ labels, on: false }) },
            ]}
          />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon aria-label={t('dialogs.selectNone')} onClick={() => onChange(NOTHING)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

async function label(asked: Asked, selection: Selection, labels: readonly number[], on: boolean): Promise<void> {
  if (labels.length === 0) {
    return;
  }
  const body: Schemas['BulkLabelingDto'] = {
    comparisonType: on ? 'CONTAINS' : 'NOT_CONTAINS',
    labels,
    ...(selection.kind === 'all'
      ? { filters: { filters: asked.filters } }
      : { objectIds: [...selection.ids.values()] }),
  };
  const query = { projectShortName: asked.project };
  await (asked.tab === 'sessions'
    ? call('POST', '/api/v1/reporter/session-labels/sessions/bulk-labeling', { query, body })
    : call('POST', '/api/v1/reporter/message/labels/logs/bulk-labeling', { query, body }));
}
