import type { PayState, QueueState } from '../../shared/domain/acts.ts';

/** What a platform says of the payment of an order that it has. */
export type OrderPayState = 'awaiting_payment' | 'paid' | 'declined' | 'expired' | 'cancelled';

/** Payment states in which the platform may still say something new. */
export const openPayStates = ['awaiting_payment', 'declined'] as const satisfies readonly OrderPayState[];

/** A later answer may be older than an earlier one: what is paid stays paid until it is cancelled, what is cancelled stays so. */
const moves: Readonly<Record<OrderPayState, readonly OrderPayState[]>> = {
  awaiting_payment: ['paid', 'declined', 'expired', 'cancelled'],
  declined: ['awaiting_payment', 'paid', 'expired', 'cancelled'],
  expired: ['paid', 'cancelled'],
  paid: ['cancelled'],
  cancelled: [],
};

/** True when a payment may go from one state to the other. */
export function mayPay(from: OrderPayState, to: OrderPayState): boolean {
  return moves[from].includes(to);
}

/** How a sale stands for the person at the till: the queue's state until the platform has the order, then the payment's. */
export function payStateOf(state: QueueState, order: OrderPayState): PayState {
  switch (state) {
    case 'queued':
      return 'waiting_for_network';
    case 'sending':
      return 'sending';
    case 'unknown':
    case 'reconciling':
      return 'unknown';
    case 'needs_person':
    case 'rejected':
    case 'cancelled':
      return state;
    case 'confirmed':
      return order;
  }
}
