import { describe, expect, test } from 'vitest';
import {
  type Order,
  type QueueEntry,
  type QueueState,
  queueStates,
  type Refund,
  type Sale,
} from '../../../shared/domain/orders.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type IsoTime,
  type OrderId,
  type RefundId,
  type SaleId,
} from '../../../shared/ids.ts';
import { candidatesFor } from './candidates.ts';
import { byPart, noteOf, partOf, viewOf } from './queue-view.ts';

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

  test('a note is a code, a choice or a quotation', () => {
    const at = as<EpochMs>(0);
    expect(noteOf({ at, outcome: 'not_sent', note: 'offline' })).toEqual({ kind: 'code', code: 'offline' });
    expect(noteOf({ at, outcome: 'chosen', note: 'give_up' })).toEqual({ kind: 'choice', choice: 'give_up' });
    expect(noteOf({ at, outcome: 'rejected', note: 'No seats left' })).toEqual({
      kind: 'quote',
      text: 'No seats left',
    });
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
    expect(candidatesFor(lost, rows).map((one) => one.order.id)).toEqual(['guest', 'near', 'late', 'other sum']);
  });

  test('what another sale claims, what is older, and what is in another currency or account is none', () => {
    const rows = [
      { order: order('claimed', 101 * minute), sale: sale('other', 'confirmed', 0) },
      { order: order('older', 80 * minute), sale: null },
      { order: order('euro', 101 * minute, { total: { minor: 5000, currency: 'EUR' } }), sale: null },
      { order: order('elsewhere', 101 * minute, { accountId: as<AccountId>('second') }), sale: null },
      { order: null, sale: lost },
    ];
    expect(candidatesFor(lost, rows)).toEqual([]);
  });
});
