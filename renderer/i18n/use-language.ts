import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../shared/domain/settings.ts';

/** The language of the screens, for Intl. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languages.find((one) => one === i18n.language) ?? 'en';
}
