import { ActionIcon, Menu } from '@mantine/core';
import { IconFolderSymlink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabelGroup, MessageLabel } from './catalogue';

interface MoveMenuProps {
  readonly label: MessageLabel;
  readonly groups: readonly LabelGroup[];
  readonly onMove: (groupId: number) => void;
}

export function MoveMenu({ label, groups, onMove }: MoveMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('labels.moveOf', { name: label.name })} title={t('labels.move')}>
          <IconFolderSymlink size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('labels.move')}</Menu.Label>
        {groups
          .filter(({ id }) => id !== label.group.id)
          .map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => onMove(id)}>
              {name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
