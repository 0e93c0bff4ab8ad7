import type { Order, Payment } from '../../../shared/domain/orders.ts';
import type { GuestView, RefundRow } from '../../../shared/domain/views.ts';

/** One order of a guest with the money that moved for it. */
export interface OrderWithMoney {
  readonly order: Order;
  readonly payments: readonly Payment[];
  /** Each request of the platform with the act of this laptop that asked for it, and acts that have no request yet. */
  readonly refunds: readonly RefundRow[];
}

/** Sorts a guest's payments and refunds under their orders, newest order first. */
export function ordersWithMoney(guest: GuestView): readonly OrderWithMoney[] {
  return guest.orders
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs)
    .map((order) => {
      const payments = guest.payments.filter((payment) => payment.orderId === order.id);
      const paymentIds = new Set<string>(payments.map((payment) => payment.id));
      const requests = guest.refundRequests.filter(
        (request) => request.orderId === order.id || paymentIds.has(request.paymentId),
      );
      const acts = guest.refunds.filter((refund) => refund.target.orderId === order.id);
      const asked = new Set<string>(requests.map((request) => request.id));
      return {
        order,
        payments: payments.toSorted((a, b) => a.createdAtMs - b.createdAtMs),
        refunds: [
          ...requests.map((request) => ({
            request,
            refund: acts.find((act) => act.requests.includes(request.id)) ?? null,
          })),
          ...acts
            .filter((act) => !act.requests.some((id) => asked.has(id)))
            .map((refund) => ({ refund, request: null })),
        ],
      };
    });
}
