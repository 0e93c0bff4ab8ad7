import type { ContractEvents, EventName } from '../../shared/contract/events.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { EpochMs } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { AccountRecord, Act, Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platforms/platform.ts';
import type { StatusBoard } from './status-board.ts';

/** Tells the windows that something changed. */
export type Notify = <Name extends EventName>(name: Name, payload: ContractEvents[Name]) => void;

/** What all of sync works with. */
export interface SyncContext {
  readonly cache: () => Cache;
  readonly ledger: Ledger;
  readonly settings: () => Settings;
  readonly staffName: () => string;
  readonly now: () => EpochMs;
  readonly notify: Notify;
  readonly log: Log;
}

/** One account's side of sync: its platform, how it stands, and the signal that ends its work. */
export interface Line {
  readonly context: SyncContext;
  readonly account: AccountRecord;
  readonly platform: Platform;
  readonly board: StatusBoard;
  readonly signal: AbortSignal;
}

/** Who acts when sync writes to the ledger. */
export function syncAct(context: SyncContext): Act {
  return { by: context.staffName(), now: context.now() };
}
