import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';

interface StepProps {
  readonly name: string;
  readonly Icon: typeof IconChevronUp;
  readonly onClick: (() => void) | undefined;
}

export function Step({ name, Icon, onClick }: StepProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} disabled={!onClick} {...(onClick && { onClick })}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
