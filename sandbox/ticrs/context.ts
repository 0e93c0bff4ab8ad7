import type { Clock } from '../clock.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { Store } from './store/store.ts';

/** What the platform does by itself, in ms of sandbox time; 0 leaves it to the control plane. */
export interface Settings {
  autoApproveMs: number;
  autoSettleMs: number;
  expireMinutes: number;
  /** An order whose payments are all refunded one by one becomes cancelled (platform-spec 6.1). */
  cancelOnFullRefund: boolean;
  /** Processing status of a rejected request: the documents leave it open (T-23). */
  rejectedStatus: 'pending' | 'failed';
}

/** Everything the tic.rs routes share. */
export interface TicRs {
  readonly store: Store;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly settings: Settings;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin(): string;
}
