import type { SyncStatus } from '../../shared/domain/sync.ts';
import type { IsoDay } from '../../shared/ids.ts';
import { tonight } from '../../shared/time.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useSyncStatus } from './use-accounts.ts';

/** By how much the laptop's clock is behind the platform's (ms; less than zero: ahead), of the one that it differs from most; null where none. */
export function worstSkew(statuses: readonly SyncStatus[]): number | null {
  const skews = statuses.map((status) => status.clockSkewMs).filter((skew) => skew !== null);
  return skews.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null;
}

/** Tonight's day at a place, also on a laptop whose clock is a day off. @param zone where; at this door where none is given. */
export function useTonight(zone?: string): IsoDay {
  const { zone: here } = useDates();
  const now = useNow(60_000);
  return tonight(now + (worstSkew(useSyncStatus()) ?? 0), zone ?? here);
}
