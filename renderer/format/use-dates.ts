import { useContext } from 'react';
import type { Dates } from './dates.ts';
import { DatesContext } from './dates-provider.tsx';

/** Dates in the language of the screens, by the clock on this door's wall. @throws Error outside `DatesProvider`. */
export function useDates(): Dates {
  const dates = useContext(DatesContext);
  if (dates === null) throw new Error('dates are asked for outside DatesProvider');
  return dates;
}
