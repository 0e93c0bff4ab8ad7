/** What was done at this door, as it is searched and carried out to a spreadsheet. */
import type { AccountId } from '../ids.ts';
import type { DeedAct, QueueEntry } from './acts.ts';

/** What an act does; cancelling an order that nobody paid is told apart from a refund. `mark_paid`: its money was taken at this till. */
export const actKinds = ['sale', 'refund', 'cancel_order', 'mark_paid', 'complete', 'mail', 'invite'] as const;

export type ActKind = (typeof actKinds)[number];

const deedKinds: Readonly<Record<DeedAct, ActKind>> = {
  markPaid: 'mark_paid',
  complete: 'complete',
  mail: 'mail',
  invite: 'invite',
};

/** What an entry of the queue does. */
export function kindOf(entry: QueueEntry): ActKind {
  switch (entry.kind) {
    case 'sale':
      return 'sale';
    case 'refund':
      return entry.refund.target.kind === 'order' && entry.refund.amount.minor === 0 ? 'cancel_order' : 'refund';
    case 'deed':
      return deedKinds[entry.deed.act];
  }
}

/**
 * How an act stands or ended. `open`: not settled. `found`: its answer was lost, and looking found it on the platform. `decided`: a person
 * decided about it.
 */
export const historyStates = ['open', 'confirmed', 'found', 'decided', 'rejected', 'cancelled'] as const;

export type HistoryState = (typeof historyStates)[number];

/** Which acts are meant; what is left out narrows nothing. */
export interface HistoryFilter {
  /** Guest, e-mail, phone, till reference, order number or amount; every word must fit. */
  readonly search?: string | undefined;
  readonly kind?: ActKind | undefined;
  readonly state?: HistoryState | undefined;
  /** First and last day `YYYY-MM-DD` in this door's zone, both included. */
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
  readonly accountId?: AccountId | undefined;
}

/** A page of acts, newest first. */
export interface HistoryPage {
  readonly entries: readonly QueueEntry[];
  /** How many fit, on all pages. */
  readonly total: number;
}

/** Where an export went. */
export interface Saved {
  /** Absolute path. */
  readonly path: string;
  /** Acts in it. */
  readonly rows: number;
}
