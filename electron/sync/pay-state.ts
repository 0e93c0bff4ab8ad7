import type { Order, Payment } from '../../shared/domain/orders.ts';

/** What the platform's answers say of a sale's payment. */
export type PlatformPayState = 'awaiting_payment' | 'paid' | 'declined' | 'expired' | 'cancelled';

/**
 * Reads the payment of one order (platform-spec 6.1, traps T-24, T-26). An approved payment, or a status that only paid orders have, is paid; a
 * cancelled order without one has expired, or was cancelled here; a failed payment on an open order is declined and may be tried again;
 * an order that has failed itself is declined for good: the guest is sold to anew.
 * @param cancelledHere true when this door asked for the cancellation.
 */
export function platformPayState(
  order: Pick<Order, 'status'> | null,
  payments: readonly Pick<Payment, 'status' | 'amount' | 'createdAtMs'>[],
  cancelledHere: boolean,
): PlatformPayState {
  const incoming = payments.filter((payment) => payment.amount.minor >= 0);
  const approved = incoming.some((payment) => payment.status === 'approved');
  switch (order?.status) {
    case 'paid':
    case 'in_fulfilment':
    case 'completed':
    case 'partially_refunded':
      return 'paid';
    case 'refunded':
      // Money that went back had come, whether the payment is still shown or not.
      return 'cancelled';
    case 'cancelled':
      if (cancelledHere || approved) return 'cancelled';
      return 'expired';
    case 'failed':
      return approved ? 'paid' : 'declined';
    case 'draft':
    case 'awaiting_payment':
    case undefined: {
      if (approved) return 'paid';
      return incoming.some((payment) => payment.status === 'failed') ? 'declined' : 'awaiting_payment';
    }
  }
}
