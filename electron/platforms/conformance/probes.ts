import type { Capability } from '../../../shared/domain/accounts.ts';
import { as, type IsoTime, type OrderId, type PaymentId, type RefundRequestId } from '../../../shared/ids.ts';
import type { Platform } from '../platform.ts';

const staff = { priority: 'staff' } as const;
const first = { page: 1, priority: 'staff' } as const;
const order = as<OrderId>('no-such-order');
const draft = {
  customer: { name: 'Nobody', email: '', phone: '' },
  items: [],
  currency: 'EUR',
  tender: 'link',
  reference: 'W-22AA',
} as const;

/**
 * One call for each ability that has a method of its own. Made only on systems that do not offer it: it must answer `capability_missing` and
 * send nothing. Abilities that are said by another's method (how a sale is paid, how an order is cancelled) have none.
 */
export const probes: Readonly<Partial<Record<Capability, (platform: Platform) => Promise<unknown>>>> = {
  tickets: (platform) => platform.tickets(first),
  'tickets.since': (platform) => platform.ticketsSince({ ...first, since: as<IsoTime>('2026-01-01T00:00:00Z') }),
  'tickets.scan': (platform) => platform.scan('0000000000', staff),
  orders: (platform) => platform.orders(first),
  'orders.create': (platform) => platform.createOrder(draft, staff),
  'orders.refund': (platform) => platform.refundOrder(order, staff),
  'orders.cancel_items': (platform) => platform.cancellableItems(order, staff),
  'orders.complete': (platform) => platform.completeOrder(order, staff),
  'orders.mark_paid': (platform) => platform.markPaid(order, staff),
  'orders.mail': (platform) => platform.mailTickets(order, null, staff),
  'orders.invite': (platform) => platform.sendInvitation(order, staff),
  payments: (platform) => platform.payments(first),
  'payments.refund': (platform) => platform.refundPayment(as<PaymentId>('none'), staff),
  refunds: (platform) => platform.refundRequest(as<RefundRequestId>('none'), staff),
  statistics: (platform) => platform.statistics('2026-01-01', '2026-01-02', staff),
  'catalogue.import': (platform) => platform.catalogueCandidates(staff),
  ticket_payments: (platform) => platform.ordersOfTicket(1, staff),
  'ticket_payments.options': (platform) => platform.paymentOptions(1, 'registered', staff),
  'ticket_payments.ids': (platform) => platform.paidTicketIds(staff),
};
