import type { Pace } from '../../electron/sync/pace.ts';

/**
 * The app's pace, about twenty times as fast, in the same proportions: a request is given up sooner than the platform works on it, and nothing
 * is sent again before the platform must be done.
 */
export const benchPace: Pace = {
  firstLookMs: 150,
  looksMs: [300, 600, 1_200],
  settleMs: 6_000,
  settleAtMostMs: 30_000,
  unreachableMs: 250,
  sendsAtMost: 8,
  backoffMs: 150,
  backoffAtMostMs: 1_500,
  heartbeatMs: 700,
  heartbeatOfflineMs: 200,
  heartbeatWithinMs: 600,
  signalsWatchedMs: 1_000,
  signalsRecentMs: 2_500,
  signalsIdleMs: 5_000,
  scanWithinMs: 600,
  readTimeoutMs: 2_500,
  writeTimeoutMs: 1_200,
};

/** Latest that the sandbox is made to work on a request: past the till's patience, before anything is sent again. */
export const longestLatencyMs = 2_500;
