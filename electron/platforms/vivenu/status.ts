import type { DeedAct } from '../../../shared/domain/acts.ts';
import { type OrderAct, type OrderStatus, orderActs } from '../../../shared/domain/orders.ts';
import type { TicketStatus } from '../../../shared/domain/tickets.ts';

/** What the money of a transaction has done, read from `paymentStatus`. */
export type MoneyState = 'open' | 'received' | 'returned' | 'failed' | 'other';

const moneyStates: ReadonlyMap<string, MoneyState> = new Map([
  ['AWAITING', 'open'],
  ['PENDING', 'open'],
  ['LOCAL-AWAITING', 'open'],
  ['LOCAL-PENDING', 'open'],
  ['RECEIVED', 'received'],
  ['LOCAL-RECEIVED', 'received'],
  ['POS-RECEIVED', 'received'],
  ['EXTERNAL', 'received'],
  // Contested, and here until the bank takes it away.
  ['DISPUTE', 'received'],
  ['REFUND', 'returned'],
  ['POS-CANCELED', 'returned'],
  ['CHARGEBACK', 'returned'],
  ['FAILED', 'failed'],
]);

/** A word that is new to us, and CANCELED, say nothing of money (trap V-3). */
export function moneyStateOf(paymentStatus: string | null): MoneyState {
  return moneyStates.get(paymentStatus ?? '') ?? 'other';
}

/** What of a transaction decides its unified status. */
export interface StatusFacts {
  readonly status: string;
  readonly paymentStatus: string | null;
  /** Whether it costs anything. */
  readonly free: boolean;
  /** Whether some of its items are cancelled. */
  readonly partlyCancelled: boolean;
}

/**
 * Unified order status (platform-spec 5). Two questions are asked of a transaction, whether it is completed and where its money is, so the cells
 * that the table leaves open are filled like this: money that is here while the transaction is still open is `in_fulfilment` (its tickets are
 * not valid before V5); a completed one whose money is still to come is `awaiting_payment`, since that is what a till must know; a
 * status that is new to us is a `draft`, neither payable nor paid.
 */
export function orderStatusOf(facts: StatusFacts): OrderStatus {
  const money = moneyStateOf(facts.paymentStatus);
  switch (facts.status) {
    case 'NEW':
    case 'RESERVED-BY-SYSTEM':
      if (money === 'failed') return 'failed';
      return money === 'received' ? 'in_fulfilment' : 'awaiting_payment';
    case 'COMPLETE':
      return completeStatus(money, facts);
    case 'CANCELED':
      return money === 'returned' ? 'refunded' : 'cancelled';
    case 'ABORTED':
      return 'cancelled';
    default:
      return 'draft';
  }
}

function completeStatus(money: MoneyState, facts: StatusFacts): OrderStatus {
  // Of money that never came, nothing can have gone back.
  if (facts.partlyCancelled && money !== 'open' && money !== 'failed') return 'partially_refunded';
  switch (money) {
    case 'received':
      return 'paid';
    case 'returned':
      return 'refunded';
    case 'failed':
      return 'failed';
    case 'open':
      return facts.free ? 'completed' : 'awaiting_payment';
    case 'other':
      return 'completed';
  }
}

/** The platform's two words of a transaction, as staff are shown them and as they are kept. */
export function statusWords(
  status: string,
  paymentStatus: string | null,
): { readonly id: string; readonly name: string } {
  return { id: status, name: paymentStatus === null ? status : `${status}${between}${paymentStatus}` };
}

const between = ' · ';

/** Statuses in which each act is taken (platform-spec 6.2): V5, V8, V6, V7, V4. */
const takenIn: Readonly<Record<OrderAct, readonly string[]>> = {
  complete: ['NEW'],
  markPaid: ['NEW', 'RESERVED-BY-SYSTEM', 'COMPLETE'],
  mail: ['COMPLETE'],
  invite: ['RESERVED-BY-SYSTEM'],
  cancelItems: ['COMPLETE'],
};

/** Types of history entries that V5 to V8 leave (platform-spec 2.2). */
export const actMoments: Readonly<Record<DeedAct, readonly string[]>> = {
  complete: ['completed.manually'],
  markPaid: ['payment.localReceived', 'payment.local.added'],
  mail: ['transaction.resent.ticket_mail'],
  invite: ['invitation.reserved.mail'],
};

/** V8 notes money that the platform still waits for and that no bank is moving already. */
const payableHere: ReadonlySet<string> = new Set(['AWAITING', 'LOCAL-AWAITING', 'LOCAL-PENDING']);

/** What the platform takes where a transaction stands; a status that is new to us is left to it. */
export function actsTakenIn({ id, name }: { readonly id: string; readonly name: string }): readonly OrderAct[] {
  if (!known.has(id)) return orderActs;
  const paymentStatus = name.startsWith(`${id}${between}`) ? name.slice(id.length + between.length) : '';
  return orderActs.filter((act) => takenIn[act].includes(id) && (act !== 'markPaid' || payableHere.has(paymentStatus)));
}

const known: ReadonlySet<string> = new Set(['NEW', 'RESERVED-BY-SYSTEM', 'COMPLETE', 'CANCELED', 'ABORTED']);

const ticketStatuses: ReadonlyMap<string, TicketStatus> = new Map([
  ['VALID', 'valid'],
  ['INVALID', 'invalid'],
  ['RESERVED', 'reserved'],
  ['DETAILSREQUIRED', 'details_required'],
  ['BLANK', 'blank'],
]);

/** Unified ticket status. A word that is new to us opens no door (trap V-3). */
export function ticketStatusOf(status: string): TicketStatus {
  return ticketStatuses.get(status) ?? 'invalid';
}
