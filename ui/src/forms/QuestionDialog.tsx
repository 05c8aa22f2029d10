import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problems/ProblemAlert';

interface QuestionDialogProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  readonly text: ReactNode;
  /** Label of the confirming button. */
  readonly yes: string;
  readonly busy: boolean;
  /** The error of the last attempt. */
  readonly problem: unknown;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Confirmation dialog before data is lost. */
export function QuestionDialog({ opened, title, text, yes, busy, problem, onYes, onNo }: QuestionDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onNo} title={title} closeButtonProps={{ 'aria-label': t('forms.close') }}>
      <Stack gap="sm">
        <Text size="sm" component="div">
          {text}
        </Text>
        {problem !== null && problem !== undefined && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onNo}>
            {t('forms.cancel')}
          </Button>
          <Button color="red.8" loading={busy} onClick={onYes} data-autofocus>
            {yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
