import type { Problem } from '../errors.ts';
import type { AccountId, EpochMs } from '../ids.ts';

/** Whether a platform answers, judged by its answers and not by the network card. */
export type Connectivity = 'online' | 'offline' | 'portal' | 'slow' | 'unknown';

/** Acts that wait or are being sent, acts that need a person, and the ids of these. */
export interface QueueCounts {
  readonly waiting: number;
  readonly needsPerson: number;
  readonly persons: readonly string[];
}

/** What sync is doing for one account right now. */
export interface SyncStatus {
  readonly accountId: AccountId;
  readonly connectivity: Connectivity;
  /** When the platform last answered properly. */
  readonly lastAnswerAt: EpochMs | null;
  /** When all tickets were last known to be here and current. */
  readonly freshAt: EpochMs | null;
  readonly completeAt: EpochMs | null;
  /** When all orders, with their payments and refund requests, were last read to the end; null before that, and where a system lists none. */
  readonly ordersReadAt: EpochMs | null;
  readonly tickets: number;
  readonly expectedTickets: number | null;
  readonly pull: PullProgress | null;
  readonly queue: QueueCounts;
  /** Rows that could not be read and were set aside. */
  readonly setAside: number;
  /** The newest trouble, until something succeeds. */
  readonly problem: Problem | null;
  /** Difference between the platform's clock and this laptop's, when it is worth a warning. */
  readonly clockSkewMs: number | null;
}

/** A running pull. */
export interface PullProgress {
  readonly what: 'tickets' | 'orders';
  /** Name of the event that is being pulled first, if any. */
  readonly eventName: string | null;
  readonly done: number;
  readonly total: number | null;
  /** Rows a second over the last minute. */
  readonly rate: number;
  /** Milliseconds left by the present rate; null while unknown. */
  readonly leftMs: number | null;
  /** Set while the pull waits on purpose. */
  readonly waiting: {
    readonly reason: 'rate_limit' | 'offline' | 'staff_first';
    readonly untilMs: EpochMs | null;
  } | null;
}

/** Views, clicks, orders and their sum for one slice. All counts are of unique users (T4). */
export interface StatisticsSlice {
  readonly views: number;
  readonly clicks: number;
  readonly orders: number;
  /** Major units as the platform gave it; the document names no currency. */
  readonly orderSum: number;
}

/** The MediaPartner statistics (T4), with their age. */
export interface Statistics extends StatisticsSlice {
  readonly accountId: AccountId;
  readonly from: string;
  readonly to: string;
  readonly uniqueEvents: number;
  readonly byDay: readonly (StatisticsSlice & { readonly date: string })[];
  readonly byEvent: readonly (StatisticsSlice & { readonly eventId: string; readonly eventName: string })[];
  readonly fetchedAt: EpochMs;
  /** True when the platform could not be asked and these are older than a minute. */
  readonly stale: boolean;
  /** When the platform may be asked again. */
  readonly askAgainAt: EpochMs | null;
}
