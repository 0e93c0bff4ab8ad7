import type { Capability } from '../../../shared/domain/accounts.ts';
import {
  as,
  type EventId,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundRequestId,
} from '../../../shared/ids.ts';
import type { OrderDraft, Platform } from '../platform.ts';

const staff = { priority: 'staff' } as const;
const first = { page: 1, priority: 'staff' } as const;
const event = as<EventId>('no-such-event');

/** What a call is made with. */
export interface Given {
  /** Of the system's own form; whether there is one does not matter. */
  readonly order: OrderId;
  readonly draft: OrderDraft;
}

/** One call of an ability. */
export type Probe = (platform: Platform, given: Given) => Promise<unknown>;

const payment: Probe = (platform) => platform.refundPayment(as<PaymentId>('none'), staff);
const sale: Probe = (platform, { draft }) => platform.createOrder(draft, staff);
const cancel: Probe = (platform, { order }) => platform.refundOrder(order, staff);
const choice = { itemIds: ['none'], keepMoney: false, refundTo: 'origin' } as const;
const scans = [{ barcode: '0000000000', at: as<IsoTime>('2026-01-01T20:00:00Z'), granted: true }];

/** Every call of every ability. A new ability does not compile before it has its own. */
export const probes: Readonly<Record<Capability, readonly Probe[]>> = {
  tickets: [(platform) => platform.tickets(first), (platform) => platform.events(first)],
  'tickets.since': [(platform) => platform.ticketsSince({ ...first, since: as<IsoTime>('2026-01-01T00:00:00Z') })],
  'tickets.scan': [
    (platform) => platform.scan('0000000000', staff),
    (platform) => platform.uploadScans(event, scans, staff),
    (platform) => platform.scansOf(event, staff),
  ],
  orders: [(platform) => platform.orders(first)],
  'orders.since': [(platform) => platform.ordersSince({ ...first, since: as<IsoTime>('2026-01-01T00:00:00Z') })],
  'orders.search': [(platform) => platform.orders({ ...first, search: 'nobody@example.test' })],
  'orders.create': [sale, (platform, { order }) => platform.order(order, staff)],
  'payments.link': [sale],
  'payments.cash': [sale],
  'payments.terminal': [sale],
  'catalogue.imported_only': [sale],
  payments: [(platform) => platform.payments(first)],
  'orders.cancel': [cancel],
  'orders.refund': [cancel],
  'payments.refund': [payment],
  'orders.cancel_items': [
    (platform, { order }) => platform.cancellableItems(order, staff),
    (platform, { order }) => platform.cancelItems(order, choice, staff),
  ],
  refunds: [
    (platform) => platform.refundRequest(as<RefundRequestId>('none'), staff),
    (platform) => platform.refundRequests(first),
  ],
  'orders.complete': [(platform, { order }) => platform.completeOrder(order, staff)],
  'orders.mark_paid': [(platform, { order }) => platform.markPaid(order, staff)],
  'orders.mail': [(platform, { order }) => platform.mailTickets(order, null, staff)],
  'orders.invite': [(platform, { order }) => platform.sendInvitation(order, staff)],
  'catalogue.import': [(platform) => platform.catalogueCandidates(staff)],
  statistics: [(platform) => platform.statistics('2026-01-01', '2026-01-02', staff)],
  ticket_payments: [(platform) => platform.ordersOfTicket(1, staff)],
  'ticket_payments.options': [(platform) => platform.paymentOptions(1, null, staff)],
  'ticket_payments.ids': [(platform) => platform.paidTicketIds(staff)],
};

/** Abilities that are said by another's call: a system without them may have that call all the same. */
export const saidByAnother: ReadonlySet<Capability> = new Set([
  'orders.search',
  'orders.cancel',
  'payments.link',
  'payments.cash',
  'payments.terminal',
  'catalogue.imported_only',
]);
