import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface ChoiceMenuProps<Choice extends string> {
  readonly name: string;
  readonly icon: ReactNode;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** Icon button with a menu for a single choice. */
export function ChoiceMenu<Choice extends string>({ name, icon, choices, chosen, onChoose }: ChoiceMenuProps<Choice>) {
  const entries = Object.entries(choices) as [Choice, string][];
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Tooltip label={name}>
          <ActionIcon aria-label={`${name}: ${choices[chosen]}`} size="lg">
            {icon}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.RadioGroup value={chosen} onChange={(choice) => onChoose(choice as Choice)}>
          {entries.map(([choice, label]) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
