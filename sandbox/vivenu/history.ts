import type { Ids } from './ids.ts';
import type { HistoryEntry, Transaction } from './model.ts';

const RISKS: Readonly<Record<string, HistoryEntry['risk']>> = {
  completed: 'GOOD',
  'payment.succeeded': 'GOOD',
  'payment.localReceived': 'GOOD',
  'dispute.created': 'DANGER',
  'payment.failed': 'DANGER',
  'payment.chargeback': 'DANGER',
};

/** What the older `history` list says of the same moments; most moments are only in `historyEntries`. */
const OLD_STYLE: Readonly<Record<string, readonly [title: string, type: string]>> = {
  created: ['Transaction created', 'YOURTICKET'],
  'payment.succeeded': ['Payment received', 'PAYMENT'],
  'payment.failed': ['Payment failed', 'PAYMENT'],
  refunded: ['Payment refunded', 'PAYMENT'],
  'completed.manually': ['Transaction completed', 'USER'],
};

export interface Moment {
  readonly ids: Ids;
  /** Epoch ms. */
  readonly ms: number;
  /** Of a person who was logged in; absent for an API key and for the platform itself. */
  readonly userId?: string | undefined;
}

/** Adds to a transaction's history (types of platform-spec 2.2) and marks it as changed. */
export function note(doc: Transaction, at: Moment, type: string, data: object = {}): void {
  const date = new Date(at.ms).toISOString();
  const risk = RISKS[type] ?? 'NEUTRAL';
  doc.historyEntries.push({ _id: at.ids.object(at.ms), date, userId: at.userId, data, type, risk });
  const old = OLD_STYLE[type];
  if (old) doc.history.push({ _id: at.ids.object(at.ms), date, title: old[0], message: '', type: old[1], risk });
  doc.updatedAt = date;
}
