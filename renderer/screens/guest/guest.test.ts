import { describe, expect, test } from 'vitest';
import type { Refund } from '../../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import type { Ticket, TicketStatus } from '../../../shared/domain/tickets.ts';
import type { GuestView } from '../../../shared/domain/views.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type EventId,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundId,
  type RefundRequestId,
  type TicketKey,
} from '../../../shared/ids.ts';
import { ordersWithMoney } from './guest-money.ts';
import { inOrderOfUse, partyToAdmit } from './party.ts';

const accountId = as<AccountId>('a');
const time = as<IsoTime>('2025-11-21T20:00:00+01:00');
const contact = { name: 'Ana', email: '', phone: '' };
const rsd = (minor: number) => ({ minor, currency: 'RSD' });

const ticket = (key: string, eventDateMs = 1): Ticket => {
  const made = {
    accountId,
    key: as<TicketKey>(key),
    eventId: as<EventId>('e'),
    eventName: 'Opera',
    eventDate: time,
    eventDateMs: as<EpochMs>(eventDateMs),
    zone: 'Europe/Belgrade',
    holder: contact,
    price: rsd(100),
    promoCode: null,
    purchasedAt: time,
    purchasedAtMs: as<EpochMs>(0),
    orderNumber: null,
    language: null,
    country: null,
    entry: null,
  };
  return made;
};
const inside = { admitted: true, at: as<EpochMs>(1), times: 1, firstAt: as<EpochMs>(1), by: '' };
const order = (id: string, createdAtMs: number): Order => ({
  accountId,
  id: as<OrderId>(id),
  number: id,
  publicToken: '',
  status: 'paid',
  platformStatus: { id: '1', name: 'Paid' },
  total: rsd(100),
  createdAt: time,
  createdAtMs: as<EpochMs>(createdAtMs),
  contact: null,
  items: null,
  paymentLink: null,
});
const payment = (id: string, orderId: string): Payment => ({
  accountId,
  id: as<PaymentId>(id),
  orderId: as<OrderId>(orderId),
  orderNumber: orderId,
  status: 'approved',
  amount: rsd(100),
  createdAt: time,
  createdAtMs: as<EpochMs>(1),
});
const request = (id: string, paymentId: string): RefundRequest => ({
  accountId,
  id: as<RefundRequestId>(id),
  paymentId: as<PaymentId>(paymentId),
  orderId: null,
  orderNumber: null,
  amount: null,
  state: 'requested',
  rejectionReason: null,
  createdAt: time,
  createdAtMs: as<EpochMs>(2),
  decidedAt: null,
  refundPaymentId: null,
});
const refund = (id: string, orderId: string, requests: string[]): Refund => ({
  id: as<RefundId>(id),
  accountId,
  target: { kind: 'order', orderId: as<OrderId>(orderId) },
  orderNumber: orderId,
  guest: 'Ana',
  amount: rsd(100),
  createdAtMs: as<EpochMs>(1),
  by: '',
  queueState: 'queued',
  requests: requests.map((one) => as<RefundRequestId>(one)),
  attempts: [],
  nextAttemptMs: null,
});
const view = (change: Partial<GuestView>): GuestView => ({
  ticket: ticket('1'),
  admission: null,
  otherTickets: [],
  orders: [],
  payments: [],
  refundRequests: [],
  refunds: [],
  ordersFetchedAt: null,
  ...change,
});

describe('who may be admitted together', () => {
  test('the tickets of this evening that are not inside, the opened one first', () => {
    const party = partyToAdmit(
      view({
        otherTickets: [
          { ticket: ticket('2'), admission: null },
          { ticket: ticket('3'), admission: inside },
          { ticket: ticket('4', 2), admission: null },
        ],
      }),
    );
    expect(party.map((one) => one.key)).toEqual(['1', '2']);
  });

  test('not with a ticket that opens no door', () => {
    const entry = (status: TicketStatus) => ({
      ...{ barcode: 'b', status, platformStatus: status, ticketType: null, category: null, seat: null, orderId: null },
      endsMs: null,
    });
    const held = (key: string, status: TicketStatus) => ({
      ticket: { ...ticket(key), entry: entry(status) },
      admission: null,
    });
    const party = partyToAdmit(
      view({ otherTickets: [held('2', 'valid'), held('3', 'invalid'), held('4', 'reserved')] }),
    );
    expect(party.map((one) => one.key)).toEqual(['1', '2']);
  });
});

test('other tickets stand as a door asks for them: this evening, what is to come, what is over', () => {
  const day = 86_400_000;
  const now = 10 * day;
  const held = (key: string, at: number) => ({ ticket: ticket(key, at), admission: null });
  const guest = view({
    ticket: ticket('1', now),
    otherTickets: [
      held('in a month', now + 30 * day),
      held('long ago', 1),
      held('tomorrow', now + day),
      held('tonight', now),
      held('yesterday', now - day),
    ],
  });
  expect(inOrderOfUse(guest, now).map((one) => one.ticket.key)).toEqual([
    'tonight',
    'tomorrow',
    'in a month',
    'yesterday',
    'long ago',
  ]);
});

describe('a guest’s money', () => {
  test('stands under its order, the newest order first', () => {
    const sorted = ordersWithMoney(
      view({ orders: [order('old', 1), order('new', 2)], payments: [payment('p', 'old'), payment('q', 'new')] }),
    );
    expect(sorted.map((one) => [one.order.id, one.payments.map((paid) => paid.id)])).toEqual([
      ['new', ['q']],
      ['old', ['p']],
    ]);
  });

  test('a request finds its order by its payment, and the act that asked for it', () => {
    const [only] = ordersWithMoney(
      view({
        orders: [order('o', 1)],
        payments: [payment('p', 'o')],
        refundRequests: [request('r', 'p')],
        refunds: [refund('mine', 'o', ['r']), refund('waits', 'o', [])],
      }),
    );
    expect(only?.refunds.map((row) => [row.request?.id ?? null, row.refund?.id ?? null])).toEqual([
      ['r', 'mine'],
      [null, 'waits'],
    ]);
  });
});
