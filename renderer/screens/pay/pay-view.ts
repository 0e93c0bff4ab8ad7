/** What the Pay screen shows and offers in each state of a sale: pure, so that every state has its row in a test. */
import type { Attempt, PayState, Sale } from '../../../shared/domain/acts.ts';
import type { Order, Payment } from '../../../shared/domain/orders.ts';
import { type Refusal, readRefusal } from '../../../shared/domain/refusal.ts';
import type { EpochMs } from '../../../shared/ids.ts';
import { type Money, sameMoney } from '../../../shared/money.ts';

export interface PayView {
  readonly tone: 'good' | 'warn' | 'bad' | 'busy' | 'quiet';
  /** The link as a QR code, for the guest to scan. */
  readonly showsLink: boolean;
  /** Only what was never sent can be taken out of the queue. */
  readonly canCancel: boolean;
  /** Once the platform has the order, cancelling is a matter of its order page. */
  readonly canCancelOrder: boolean;
  readonly canNoteCash: boolean;
  /** The guest is done here: the next one may come. */
  readonly final: boolean;
}

/** The tone of each state, for its word wherever it stands. */
export const payTones: Readonly<Record<PayState, PayView['tone']>> = {
  waiting_for_network: 'warn',
  sending: 'busy',
  awaiting_payment: 'busy',
  paid: 'good',
  declined: 'bad',
  expired: 'warn',
  cancelled: 'quiet',
  rejected: 'bad',
  unknown: 'warn',
  needs_person: 'warn',
};

/** The number of the ticket that a payment is for; null for a sale of anything else. */
export function ticketPaidFor({ items }: Pick<Sale, 'items'>): number | null {
  for (const { ref } of items) if (ref?.kind === 'ticket_payment') return ref.ticketId;
  return null;
}

/** What the screen shows and offers for the sale as it stands. */
export function payView(sale: Sale): PayView {
  const state = sale.payState;
  const forTicket = ticketPaidFor(sale) !== null;
  // A declined payment for a ticket is over: its page takes no second card, and the next try is another payment.
  const payable = state === 'awaiting_payment' || (state === 'declined' && !forTicket);
  return {
    tone: payTones[state],
    showsLink: payable && sale.paymentLink !== null,
    canCancel: sale.queueState === 'queued',
    canCancelOrder: payable && !forTicket && sale.orderId !== null,
    // Cash that the platform takes itself is no note of this laptop.
    canNoteCash:
      sale.tender === 'link' &&
      state !== 'paid' &&
      state !== 'cancelled' &&
      state !== 'rejected' &&
      sale.cashNoted === null,
    final:
      state === 'paid' ||
      state === 'cancelled' ||
      state === 'rejected' ||
      state === 'expired' ||
      (state === 'declined' && forTicket),
  };
}

/** The platform's own reason for refusing the order, from the newest attempt that was refused. */
export function refusalOf(attempts: readonly Attempt[]): Refusal | null {
  const refused = attempts.findLast((attempt) => attempt.outcome === 'rejected');
  return refused && refused.note !== '' ? readRefusal(refused.note) : null;
}

/** The refusal's sentences, each once. */
export function refusalSays({ message, fields }: Refusal): readonly string[] {
  return [...new Set([message, ...Object.values(fields).flat()])].filter((says) => says !== '');
}

/** The platform's total where it is another than what was sold here: the guest pays that one. */
export function otherTotal(sale: Pick<Sale, 'total'>, order: Pick<Order, 'total'> | null): Money | null {
  return order === null || sameMoney(order.total, sale.total) ? null : order.total;
}

/** When the money came, by the platform's word: the newest approved payment with money in it. */
export function paidAt(payments: readonly Payment[]): EpochMs | null {
  const approved = payments.filter((payment) => payment.status === 'approved' && payment.amount.minor > 0);
  return approved.reduce<EpochMs | null>(
    (newest, payment) => (newest === null || payment.createdAtMs > newest ? payment.createdAtMs : newest),
    null,
  );
}
