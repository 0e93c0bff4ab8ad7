import type { i18n as I18n, TFunction } from 'i18next';
import { createContext, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../shared/domain/settings.ts';
import type { texts } from './i18n.ts';

/** A part of the texts, as in `lookup`. */
export type Area = keyof (typeof texts)['en'];

/** The translator of an area: its own keys bare, those of `common` and `errors` by name. */
export type Translator<Name extends Area> = TFunction<[Name, 'common', 'errors']>;

/** The language of the screens and its translators. */
export interface Spoken {
  readonly language: Language;
  translator<Name extends Area>(area: Name): Translator<Name>;
}

/** Read by `useTexts` and `useLanguage`. */
export const SpokenContext = createContext<Spoken | null>(null);

/**
 * Hears of the language once for the whole page. A list has a hundred places that say something: each with a subscription and a translator of
 * its own is what a keystroke would mostly wait for.
 */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const language = languages.find((one) => one === i18n.language) ?? 'en';
  const spoken = useMemo(() => spokenIn(i18n, language), [i18n, language]);
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

function spokenIn(i18n: I18n, language: Language): Spoken {
  const made = new Map<Area, unknown>();
  return {
    language,
    translator<Name extends Area>(area: Name) {
      const known = made.get(area) ?? i18n.getFixedT(language, [area, 'common', 'errors']);
      made.set(area, known);
      return known as Translator<Name>;
    },
  };
}
