import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/domain/settings.ts';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';
import { srCyrl } from './sr-Cyrl/index.ts';
import { srLatn } from './sr-Latn/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: typeof en;
  }
}

/** Every text, by language and area. */
export const texts = { en, 'sr-Latn': srLatn, 'sr-Cyrl': srCyrl, ru } satisfies Record<Language, unknown>;

/** The languages in their own words, for the one place where each is named to its readers. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'sr-Latn': 'Srpski (latinica)',
  'sr-Cyrl': 'Српски (ћирилица)',
  ru: 'Русский',
};

/** Makes the translator; all texts are in the bundle, so it is ready when this returns. */
export function makeI18n(language: Language): I18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: Object.keys(texts),
    resources: texts,
    ns: Object.keys(en),
    defaultNS: 'common',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
