import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { initialLanguage } from '../language/language';
import { en } from './en';
import { ru } from './ru';

/** Loads the texts of all features and chooses the language. */
export function startTexts() {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  // A choice in another tab is a choice for this one, too.
  window.addEventListener('storage', () => void i18next.changeLanguage(initialLanguage()));
  return i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, ru: { translation: ru } },
    lng: initialLanguage(),
    fallbackLng: 'en',
    // React escapes rendered text.
    interpolation: { escapeValue: false },
  });
}
