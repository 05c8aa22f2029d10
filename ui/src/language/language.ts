import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { keepPreference, readPreference } from '../preferences/preference';

/** Languages of the page with their native names. */
export const languages = { en: 'English', ru: 'Русский' } as const;

export type Language = keyof typeof languages;

const PREFERENCE = 'language';

/** Returns the chosen language; without a choice, the first supported one of the browser's languages. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const spoken = [stored, ...browser].map((tag) => tag?.slice(0, 2).toLowerCase());
  return spoken.find(isLanguage) ?? 'en';
}

/** Returns the language in which the page starts. */
export function initialLanguage(): Language {
  return preferredLanguage(readPreference(PREFERENCE), navigator.languages);
}

export function chooseLanguage(language: Language) {
  keepPreference(PREFERENCE, language);
  return i18next.changeLanguage(language);
}

/** Returns the current language; the component is rendered again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}

function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && tag in languages;
}
