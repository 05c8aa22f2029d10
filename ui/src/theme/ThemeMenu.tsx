import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChoiceMenu } from '../menus/ChoiceMenu';

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = icons[colorScheme];
  return (
    <ChoiceMenu
      name={t('theme.name')}
      icon={<Icon size={18} />}
      choices={{
        light: t('theme.light'),
        dark: t('theme.dark'),
        auto: t('theme.auto'),
      }}
      chosen={colorScheme}
      onChoose={setColorScheme}
    />
  );
}
