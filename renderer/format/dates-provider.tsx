import { createContext, type ReactNode, useMemo } from 'react';
import { useDoorZone } from '../bridge/use-tonight.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { type Dates, datesIn } from './dates.ts';

/** Read by `useDates`. */
export const DatesContext = createContext<Dates | null>(null);

/** Hears of this door's zone once for the whole page. */
export function DatesProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const zone = useDoorZone();
  const dates = useMemo(() => datesIn(language, zone), [language, zone]);
  return <DatesContext value={dates}>{children}</DatesContext>;
}
