import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages, useLanguage } from '../text/language';
import { ChoiceMenu } from './ChoiceMenu';

export function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <ChoiceMenu
      name={t('frame.language')}
      icon={<IconLanguage size={18} />}
      choices={languages}
      chosen={useLanguage()}
      onChoose={(language) => void chooseLanguage(language)}
    />
  );
}
