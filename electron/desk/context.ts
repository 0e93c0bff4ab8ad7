import { zoneOfDoor } from '../../shared/domain/door-zone.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, EpochMs, IsoDay } from '../../shared/ids.ts';
import { tonight } from '../../shared/time.ts';
import type { Cache } from '../cache/cache.ts';
import type { AccountRecord, Act, Ledger } from '../ledger/ledger.ts';

/** What the desk works with: the two stores, the clock, and who stands at the door. Never the network. */
export interface DeskContext {
  readonly cache: () => Cache;
  readonly ledger: Ledger;
  readonly now: () => EpochMs;
  /** By how much that clock is behind the platform's, where it is off by minutes; else zero. Without an account: the worst. */
  readonly clockOffMs: (accountId?: AccountId) => number;
  /** Name for the journal; the operating system's user where staff gave none. */
  readonly staffName: () => string;
}

/** The zone of the clock on this door's wall. */
export function doorZone(context: DeskContext): string {
  return zoneOfDoor(context.cache().tickets.dates(), context.now() + context.clockOffMs());
}

/** Tonight's day, whatever the laptop's clock has been set to. @param zone where; this door's where none is given. */
export function tonightHere(context: DeskContext, zone: string = doorZone(context)): IsoDay {
  return tonight(context.now() + context.clockOffMs(), zone);
}

/** Who acts and when, for the journal. */
export function actNow(context: DeskContext): Act {
  return { by: context.staffName(), now: context.now() };
}

/** The account's record. @throws ProblemError `account_missing`. */
export function accountOf(context: DeskContext, id: AccountId): AccountRecord {
  const account = context.ledger.accounts.get(id);
  if (!account) throw problem('account_missing', 'this account is no longer connected');
  return account;
}
