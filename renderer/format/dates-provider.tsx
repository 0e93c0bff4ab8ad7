import { createContext, type ReactNode, useMemo } from 'react';
import { venueZone } from '../../shared/time.ts';
import { useCall } from '../bridge/use-call.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { type Dates, datesIn } from './dates.ts';

/** Read by `useDates`. */
export const DatesContext = createContext<Dates | null>(null);

/** Hears of this door's zone once for the whole page; it is the usual venue's until main has answered. */
export function DatesProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const zone = useCall('events.doorZone', undefined, { refetchEveryMs: 60_000 }).data?.zone ?? venueZone;
  const dates = useMemo(() => datesIn(language, zone), [language, zone]);
  return <DatesContext value={dates}>{children}</DatesContext>;
}
