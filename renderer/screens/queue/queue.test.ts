import { describe, expect, test } from 'vitest';
import { type QueueEntry, type QueueState, queueStates, type Refund, type Sale } from '../../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundId,
  type RefundRequestId,
  type SaleId,
} from '../../../shared/ids.ts';
import { foundCandidates, otherCandidates } from './candidates.ts';
import { byPart, noteOf, partOf, unseenBecause, viewOf } from './queue-view.ts';
import { paymentsInQuestion } from './refund-doubt.ts';

const accountId = as<AccountId>('door');
const minute = 60_000;

function sale(id: string, queueState: QueueState, createdAtMs: number, more: Partial<Sale> = {}): Sale {
  return {
    id: as<SaleId>(id),
    accountId,
    reference: `T-${id}`,
    customer: { name: 'Đorđe', email: 'd@example.rs', phone: '' },
    items: [],
    total: { minor: 5000, currency: 'RSD' },
    tender: 'link',
    createdAtMs: as<EpochMs>(createdAtMs),
    by: '',
    queueState,
    payState: 'waiting_for_network',
    orderId: null,
    orderNumber: null,
    publicToken: null,
    paymentLink: null,
    cashNoted: null,
    attempts: [],
    nextAttemptMs: null,
    ...more,
  };
}

function order(id: string, createdAtMs: number, more: Partial<Order> = {}): Order {
  return {
    accountId,
    id: as<OrderId>(id),
    number: `AYM-${id}`,
    publicToken: 't',
    status: 'awaiting_payment',
    platformStatus: { id: '1', name: 'Novo' },
    total: { minor: 5000, currency: 'RSD' },
    createdAt: as<IsoTime>('2025-11-05T17:34:14.000000Z'),
    createdAtMs: as<EpochMs>(createdAtMs),
    contact: null,
    items: null,
    paymentLink: null,
    ...more,
  };
}

const refund: Refund = {
  id: as<RefundId>('f'),
  accountId,
  target: { kind: 'order', orderId: as<OrderId>('o') },
  orderNumber: 'AYM-1',
  guest: 'Ana',
  amount: { minor: 0, currency: 'RSD' },
  createdAtMs: as<EpochMs>(1),
  by: '',
  queueState: 'queued',
  requests: [],
  attempts: [],
  nextAttemptMs: null,
};

describe('the queue', () => {
  test('every state has its place', () => {
    expect(queueStates.map(partOf)).toEqual([
      'waiting',
      'sending',
      'settled',
      'settled',
      'in_doubt',
      'in_doubt',
      'needs_person',
      'settled',
    ]);
  });

  test('what needs a person comes first, then in the order in which it is sent; what is settled newest first', () => {
    const entries: QueueEntry[] = [
      { kind: 'sale', sale: sale('a', 'queued', 2) },
      { kind: 'sale', sale: sale('b', 'needs_person', 3) },
      { kind: 'refund', refund },
      { kind: 'sale', sale: sale('c', 'confirmed', 1) },
      { kind: 'sale', sale: sale('d', 'confirmed', 9) },
    ];
    const found = [...byPart(entries)].map(([part, ofPart]) => `${part}: ${ofPart.map((one) => viewOf(one).label)}`);
    expect(found).toEqual(['needs_person: T-b', 'waiting: AYM-1,T-a', 'settled: T-d,T-c']);
  });

  test('the refund of an unpaid order is its cancellation', () => {
    expect(viewOf({ kind: 'refund', refund }).kind).toBe('cancel_order');
    const paid = { ...refund, amount: { minor: 100, currency: 'RSD' } };
    expect(viewOf({ kind: 'refund', refund: paid }).kind).toBe('refund');
  });

  test('a note is a code, a choice, an order or a quotation', () => {
    const at = as<EpochMs>(0);
    expect(noteOf({ at, outcome: 'not_sent', note: 'offline' })).toEqual({ kind: 'code', code: 'offline' });
    expect(noteOf({ at, outcome: 'chosen', note: 'give_up' })).toEqual({ kind: 'choice', choice: 'give_up' });
    expect(noteOf({ at, outcome: 'rejected', note: 'No seats left' })).toEqual({
      kind: 'quote',
      text: 'No seats left',
    });
    expect(noteOf({ at, outcome: 'reconciled', note: 'AYM-7' })).toEqual({ kind: 'order', number: 'AYM-7' });
    expect(noteOf({ at, outcome: 'reconciled', note: '' })).toBeNull();
    expect(noteOf({ at, outcome: 'sent', note: '' })).toBeNull();
  });
});

describe('orders that may be a sale whose answer was lost', () => {
  const lost = sale('lost', 'needs_person', 100 * minute);

  test('the same sum and guest come first, then what is nearest in time', () => {
    const guest = { name: 'đorđe', email: '', phone: '' };
    const rows = [
      { order: order('late', 140 * minute), sale: null },
      { order: order('other sum', 100 * minute, { total: { minor: 1, currency: 'RSD' } }), sale: null },
      { order: order('near', 101 * minute), sale: null },
      { order: order('guest', 130 * minute, { contact: guest }), sale: null },
    ];
    expect(otherCandidates(lost, rows).map((one) => one.order.id)).toEqual(['guest', 'near', 'late', 'other sum']);
  });

  test('what another sale claims, what is older, and what is in another currency or account is none', () => {
    const rows = [
      { order: order('claimed', 101 * minute), sale: sale('other', 'confirmed', 0) },
      { order: order('older', 80 * minute), sale: null },
      { order: order('euro', 101 * minute, { total: { minor: 5000, currency: 'EUR' } }), sale: null },
      { order: order('elsewhere', 101 * minute, { accountId: as<AccountId>('second') }), sale: null },
      { order: null, sale: lost },
    ];
    expect(otherCandidates(lost, rows)).toEqual([]);
  });

  test('what was found is compared as looking for it did; a till reference in the name says who it is', () => {
    const contact = (name: string) => ({ name, email: '', phone: '' });
    const found = [
      { order: order('mine', 101 * minute, { contact: contact('T-lost') }), sameTotal: true, sameItems: true },
      { order: order('theirs', 99 * minute, { contact: contact('Marko') }), sameTotal: false, sameItems: false },
      { order: order('silent', 100 * minute), sameTotal: true, sameItems: null },
    ];
    expect(foundCandidates(lost, found)).toMatchObject([
      { total: 'same', items: 'same', guest: 'same', minutesAfter: 1 },
      { total: 'differs', items: 'differs', guest: 'differs', minutesAfter: -1 },
      { total: 'same', items: 'unknown', guest: 'unknown', minutesAfter: 0 },
    ]);
    const attempts = [{ at: as<EpochMs>(0), outcome: 'unknown', note: 'doubt:several_fit silent theirs' }] as const;
    const byGuest = foundCandidates({ ...lost, attempts }, found).map(({ guest }) => guest);
    expect(byGuest).toEqual(['same', 'differs', 'found']);
    expect(otherCandidates(lost, [{ order: order('mine', 101 * minute), sale: null }], found)).toEqual([]);
  });
});

test.each([
  ['confirmed', ['sent', 'confirmed'], null],
  ['confirmed', ['sent', 'unknown', 'reconciled', 'total_differs'], 'looking'],
  ['confirmed', ['sent', 'unknown', 'chosen'], 'person'],
  ['confirmed', ['sent', 'unknown', 'chosen', 'sent', 'confirmed'], null],
  ['cancelled', ['sent', 'unknown', 'chosen'], 'person'],
  ['needs_person', ['sent', 'unknown', 'chosen'], null],
] as const)('%s after %j was settled by: %s', (state, outcomes, by) => {
  const attempts = outcomes.map((outcome, n) => ({ at: as<EpochMs>(n), outcome, note: '' }));
  expect(viewOf({ kind: 'sale', sale: sale('x', state, 0, { attempts }) }).settledBy).toBe(by);
});

test('a refund in doubt is about its payment, or about all that came in for its order, with what was asked for each', () => {
  const payment = (id: string, minor: number, status = 'approved'): Payment => ({
    ...{ accountId, id: as<PaymentId>(id), orderId: as<OrderId>('o'), orderNumber: 'AYM-1', status },
    ...{ amount: { minor, currency: 'RSD' }, createdAt: as<IsoTime>(''), createdAtMs: as<EpochMs>(0) },
  });
  const request = (id: string, of: string, createdAtMs: number): RefundRequest => ({
    ...{ accountId, id: as<RefundRequestId>(id), paymentId: as<PaymentId>(of), orderId: null, orderNumber: null },
    ...{ amount: null, state: 'requested', rejectionReason: null, createdAt: as<IsoTime>(''), decidedAt: null },
    ...{ createdAtMs: as<EpochMs>(createdAtMs), refundPaymentId: null },
  });
  const detail = {
    payments: [payment('a', 100), payment('b', 50), payment('failed', 10, 'failed'), payment('back', -100)],
    refundRequests: [request('late', 'a', 9), request('early', 'a', 3)],
  };
  const seen = (target: Refund['target']) =>
    paymentsInQuestion({ target }, detail).map((one) => [one.payment.id, one.requests.map(({ id }) => id)]);
  expect(seen({ kind: 'order', orderId: as<OrderId>('o') })).toEqual([
    ['a', ['early', 'late']],
    ['b', []],
  ]);
  expect(seen({ kind: 'payment', paymentId: as<PaymentId>('b'), orderId: as<OrderId>('o') })).toEqual([['b', []]]);
});

test('where the platform could not be seen into, the reason is told instead of what to compare', () => {
  const said = (note: string) => unseenBecause([{ at: as<EpochMs>(0), outcome: 'unknown', note }]);
  expect(['doubt:order_gone', 'doubt:look_failed', 'doubt:not_told', 'timeout', ''].map(said)).toEqual([
    'order_gone',
    'look_failed',
    ...[null, null, null],
  ]);
});
