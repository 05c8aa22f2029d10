import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, useLanguage } from './language';
import { ChoiceMenu } from '../menus/ChoiceMenu';

export function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <ChoiceMenu
      name={t('language.name')}
      icon={<IconLanguage size={18} />}
      choices={languages}
      chosen={useLanguage()}
      onChoose={(language) => void chooseLanguage(language)}
    />
  );
}
