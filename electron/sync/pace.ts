/** How fast sync does what it does. All in milliseconds unless said otherwise. */
export interface Pace {
  /** A lost answer is looked for after this long: the platform may still be at work on it. */
  readonly firstLookMs: number;
  /** Pauses between the looks that follow; the last one is repeated. */
  readonly looksMs: readonly number[];
  /**
   * Nothing whose answer was lost is sent again before this long after it was sent: longer than a platform works on one request, so that one
   * committed late is seen before.
   */
  readonly settleMs: number;
  /**
   * That time counts from the last moment at which the network came back, since what had left this machine may arrive then; but nothing waits
   * longer than this, awake: longer than a system goes on delivering what a closed connection left behind.
   */
  readonly settleAtMostMs: number;
  /** Pause after a look that got no answer. */
  readonly unreachableMs: number;
  /** An act is sent this often at most; then a person decides. */
  readonly sendsAtMost: number;
  /** Pause after the first request in a row that failed; doubles with each. */
  readonly backoffMs: number;
  readonly backoffAtMostMs: number;
  /** Asks whether the host is there when nothing was answered for this long. */
  readonly heartbeatMs: number;
  /** The same while it is not there: nobody is burdened, and the way back is noticed at once. */
  readonly heartbeatOfflineMs: number;
  /** A host that answers later than this is slow; one that is not even connected is not there. */
  readonly heartbeatWithinMs: number;
  /** Paid signals while a Pay screen is open. */
  readonly signalsWatchedMs: number;
  /** Paid signals while a fresh sale waits for its payment. */
  readonly signalsRecentMs: number;
  readonly signalsIdleMs: number;
  /** How long a guest at the door waits for the system's word on a code; then this laptop decides. */
  readonly scanWithinMs: number;
  /** Whole time for a read and for a write; undefined: the platform's own. */
  readonly readTimeoutMs?: number | undefined;
  readonly writeTimeoutMs?: number | undefined;
}

/** What the app runs at (docs/decisions/0030). */
export const usualPace: Pace = {
  firstLookMs: 2_000,
  looksMs: [4_000, 10_000, 20_000, 30_000],
  settleMs: 120_000,
  settleAtMostMs: 600_000,
  unreachableMs: 3_000,
  sendsAtMost: 5,
  backoffMs: 2_000,
  backoffAtMostMs: 60_000,
  heartbeatMs: 2_000,
  heartbeatOfflineMs: 1_000,
  heartbeatWithinMs: 2_400,
  signalsWatchedMs: 3_000,
  signalsRecentMs: 10_000,
  signalsIdleMs: 60_000,
  scanWithinMs: 4_000,
};

/** How long to wait after the n-th failure in a row (from 1): doubling up to a bound. */
export function backoffMs(pace: Pick<Pace, 'backoffMs' | 'backoffAtMostMs'>, failures: number): number {
  return Math.min(pace.backoffAtMostMs, pace.backoffMs * 2 ** Math.min(20, Math.max(0, failures - 1)));
}
