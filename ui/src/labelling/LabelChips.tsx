import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayChange } from '../session/useMayChange';
import classes from './LabelChips.module.css';
import { LabelPicker } from './LabelPicker';
import type { Label, Labelled } from './labelQueries';

interface LabelChipsProps {
  readonly labelled: Labelled;
  readonly labels: readonly Label[];
  readonly saving: { readonly isPending: boolean; readonly error: unknown };
  /** Sets exactly these labels; resolves after success. */
  readonly onSet: (ids: readonly number[]) => Promise<unknown>;
}

/** Labels of a message or session, with a button to change them. */
export function LabelChips({ labelled, labels, saving, onSet }: LabelChipsProps) {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const [opened, setOpened] = useState(false);
  return (
    <span className={classes.labels}>
      {labels.map(({ id, name, group }) => (
        <span key={id} className={classes.label} title={group === undefined ? name : `${group}: ${name}`}>
          {name}
        </span>
      ))}
      {mayChange && (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus returnFocus>
          <Popover.Target>
            <Tooltip label={t('labelling.change')}>
              <ActionIcon
                size="sm"
                aria-label={t('labelling.change')}
                aria-expanded={opened}
                onClick={() => setOpened(!opened)}
              >
                <IconTag size={14} />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('labelling.change')}>
            <LabelPicker
              labelled={labelled}
              chosen={labels.map(({ id }) => id)}
              busy={saving.isPending}
              problem={saving.error}
              actions={[
                {
                  name: t('labelling.set'),
                  onClick: (ids) =>
                    void onSet(ids).then(
                      () => setOpened(false),
                      // The picker stays open and shows the error.
                      () => undefined,
                    ),
                },
              ]}
            />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
