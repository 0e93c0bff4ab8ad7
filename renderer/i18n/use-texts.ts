import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../shared/errors.ts';
import type { texts } from './i18n.ts';

type Area = keyof (typeof texts)['en'];

/** The part of a translator that says what went wrong; for pure functions that take one. */
export type Words = (key: `errors:${ProblemCode}.${'what' | 'next'}`) => string;

/**
 * The translator of a screen: its own area's keys bare, the others by name.
 * `const { t } = useTexts('lookup'); t('title'); t('common:cancel'); t('errors:offline.next')`
 */
export function useTexts<Name extends Area>(area: Name) {
  const { t, i18n } = useTranslation([area, 'common', 'errors']);
  return { t: t as TFunction<[Name, 'common', 'errors']>, i18n };
}
