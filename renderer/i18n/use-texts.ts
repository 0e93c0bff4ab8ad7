import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { texts } from './i18n.ts';

type Area = keyof (typeof texts)['en'];

/** A translator that knows at least the common words and the errors; for pure functions that take one. */
export type Words = TFunction<['common', 'errors']>;

/**
 * The translator of a screen: its own area's keys bare, the others by name.
 * `const { t } = useTexts('lookup'); t('title'); t('common:cancel'); t('errors:offline.next')`
 */
export function useTexts<Name extends Area>(area: Name) {
  const { t, i18n } = useTranslation([area, 'common', 'errors']);
  return { t: t as TFunction<[Name, 'common', 'errors']>, i18n };
}
