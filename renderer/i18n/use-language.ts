import { useContext } from 'react';
import type { Language } from '../../shared/domain/settings.ts';
import { type Spoken, SpokenContext } from './language-provider.tsx';

/** The language of the screens, for Intl. */
export function useLanguage(): Language {
  return useSpoken().language;
}

/** What the page is told in. @throws Error outside `LanguageProvider`. */
export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('texts are asked for outside LanguageProvider');
  return spoken;
}
