import type { Clock } from '../clock.ts';
import type { Caller } from './auth.ts';
import type { Moment } from './history.ts';
import { randomIds } from './ids.ts';
import type { Outbox } from './outbox.ts';
import type { Store } from './store/store.ts';

export interface VivenuSettings {
  /** What an internal completion without payment method leaves as payment status: the documents do not say. */
  internalPayment: 'LOCAL-RECEIVED' | 'LOCAL-AWAITING';
  /** Minutes until an open checkout gives its places back. */
  checkoutMinutes: number;
}

/** Everything the vivenu routes share. */
export interface Vivenu {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly settings: VivenuSettings;
}

/** Now, by whom; ids come from chance. */
export function momentOf(ctx: Vivenu, caller?: Caller): Moment {
  return { ids: randomIds, ms: ctx.clock.now(), userId: caller?.userId };
}
