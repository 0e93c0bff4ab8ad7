import type { ProblemCode } from '../../shared/errors.ts';
import type { Area, Translator } from './language-provider.tsx';
import { useSpoken } from './use-language.ts';

/** The part of a translator that says what went wrong; for pure functions that take one. */
export type Words = (key: `errors:${ProblemCode}.${'what' | 'next'}`) => string;

/**
 * The translator of a screen: its own area's keys bare, the others by name.
 * `const { t } = useTexts('lookup'); t('title'); t('common:cancel'); t('errors:offline.next')`
 */
export function useTexts<Name extends Area>(area: Name): { readonly t: Translator<Name> } {
  return { t: useSpoken().translator(area) };
}
