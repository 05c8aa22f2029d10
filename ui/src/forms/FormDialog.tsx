import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';

interface FormDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Dialog with a form that creates an entity. */
export function FormDialog(props: FormDialogProps) {
  const { opened, title, submit, busy, problem, onSubmit, onClose, children } = props;
  const { t } = useTranslation();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('forms.close') }}>
      <form onSubmit={send}>
        <Stack gap="sm">
          {children}
          {problem !== null && problem !== undefined && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('forms.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
