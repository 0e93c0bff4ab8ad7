import { describe, expect, test } from 'vitest';
import type { Attempt, PayState, QueueState, Sale } from '../../../shared/domain/acts.ts';
import type { Payment } from '../../../shared/domain/orders.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type SaleId,
} from '../../../shared/ids.ts';
import { otherTotal, paidAt, payView, refusalOf, refusalSays, ticketPaidFor } from './pay-view.ts';
import { qrShape, quietZone } from './qr.ts';

function sale(payState: PayState, queueState: QueueState, more: Partial<Sale> = {}): Sale {
  return {
    id: as<SaleId>('sale'),
    accountId: as<AccountId>('door'),
    reference: 'K7',
    customer: { name: '', email: '', phone: '' },
    items: [],
    total: { minor: 180000, currency: 'RSD' },
    tender: 'link',
    createdAtMs: as<EpochMs>(0),
    by: '',
    queueState,
    payState,
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

const sent = { orderId: as<OrderId>('o'), orderNumber: 'AYM-0579', paymentLink: 'https://tic.rs/checkout/5njMTKyO' };

describe('the Pay screen', () => {
  test('a declined payment for a ticket is over: no link, nothing to cancel, and the way back is its ticket', () => {
    const ref = { kind: 'ticket_payment', ticketId: 31090, code: 'FULL-FEE-HUF-SIMPLE' } as const;
    const price = { minor: 1, currency: 'HUF' };
    const item = { type: 'service', name: '', unitPrice: price, quantity: 1, ref } as const;
    const items = [{ ...item, calendarId: null, ticketTypeId: null, date: null }];
    const declined = sale('declined', 'confirmed', { ...sent, items });
    expect(payView(declined)).toMatchObject({ showsLink: false, canCancelOrder: false, final: true });
    expect(payView({ ...declined, payState: 'awaiting_payment' })).toMatchObject({ showsLink: true, final: false });
    expect(ticketPaidFor(declined)).toBe(31090);
    expect(ticketPaidFor(sale('declined', 'confirmed', sent))).toBeNull();
  });

  test.each<[PayState, QueueState, Partial<Sale>, object]>([
    [
      'waiting_for_network',
      'queued',
      {},
      { tone: 'warn', showsLink: false, canCancel: true, canCancelOrder: false, canNoteCash: true, final: false },
    ],
    ['sending', 'sending', {}, { tone: 'busy', showsLink: false, canCancel: false, canNoteCash: true, final: false }],
    [
      'awaiting_payment',
      'confirmed',
      sent,
      { tone: 'busy', showsLink: true, canCancel: false, canCancelOrder: true, final: false },
    ],
    [
      'paid',
      'confirmed',
      sent,
      { tone: 'good', showsLink: false, canCancelOrder: false, canNoteCash: false, final: true },
    ],
    [
      'declined',
      'confirmed',
      sent,
      { tone: 'bad', showsLink: true, canCancelOrder: true, canNoteCash: true, final: false },
    ],
    [
      'expired',
      'confirmed',
      sent,
      { tone: 'warn', showsLink: false, canCancelOrder: false, canNoteCash: true, final: true },
    ],
    [
      'cancelled',
      'cancelled',
      {},
      { tone: 'quiet', showsLink: false, canCancel: false, canNoteCash: false, final: true },
    ],
    ['rejected', 'rejected', {}, { tone: 'bad', showsLink: false, canNoteCash: false, final: true }],
    ['unknown', 'unknown', {}, { tone: 'warn', showsLink: false, canCancel: false, final: false }],
    ['needs_person', 'needs_person', {}, { tone: 'warn', showsLink: false, canCancel: false, final: false }],
  ])('%s (%s)', (payState, queueState, more, expected) => {
    expect(payView(sale(payState, queueState, more))).toMatchObject(expected);
  });

  test('cash is noted once', () => {
    const noted = sale('waiting_for_network', 'queued', { cashNoted: { minor: 180000, currency: 'RSD' } });
    expect(payView(noted).canNoteCash).toBe(false);
  });

  test('a confirmed order without a link shows none', () => {
    expect(payView(sale('awaiting_payment', 'confirmed', { ...sent, paymentLink: null })).showsLink).toBe(false);
  });

  test('the reason is that of the newest refusal', () => {
    const attempts: Attempt[] = [
      { at: as<EpochMs>(1), outcome: 'rejected', note: 'first' },
      { at: as<EpochMs>(2), outcome: 'chosen', note: 'send_again' },
      { at: as<EpochMs>(3), outcome: 'rejected', note: 'The items.0.amount field is required.' },
    ];
    expect(refusalOf(attempts)).toEqual({ message: 'The items.0.amount field is required.', fields: {} });
    expect(refusalOf([])).toBeNull();
  });

  test('a message that repeats the first field’s is said once', () => {
    const fields = { 'customer.email': ['Not an address.'], 'items.0.date': ['It is over.'] };
    expect(refusalSays({ message: 'Not an address.', fields })).toEqual(['Not an address.', 'It is over.']);
    expect(refusalSays({ message: '', fields: {} })).toEqual([]);
  });

  test('the time of payment is that of the approved payment, not of a failed or negative one', () => {
    const payment = (at: number, status: string, minor: number): Payment => ({
      accountId: as<AccountId>('door'),
      id: as<PaymentId>(`p${at}`),
      orderId: as<OrderId>('o'),
      orderNumber: 'AYM-0579',
      status,
      amount: { minor, currency: 'RSD' },
      createdAt: as<IsoTime>('2025-11-05T17:34:14.000000Z'),
      createdAtMs: as<EpochMs>(at),
    });
    expect(paidAt([payment(1, 'failed', 100), payment(2, 'approved', 100), payment(3, 'approved', -100)])).toBe(2);
    expect(paidAt([payment(1, 'failed', 100)])).toBeNull();
  });
});

describe('the QR code', () => {
  test('has a quiet zone of four modules and nothing outside of it', () => {
    const { size, path } = qrShape('https://tic.rs/checkout/5njMTKyO');
    expect((size - 2 * quietZone - 17) % 4).toBe(0);
    for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(quietZone);
      expect(Number(x) + Number(run)).toBeLessThanOrEqual(size - quietZone);
      expect(Number(y)).toBeGreaterThanOrEqual(quietZone);
      expect(Number(y)).toBeLessThan(size - quietZone);
    }
  });

  test('begins with the seven dark modules of its finder', () => {
    expect(qrShape('https://tic.rs/x').path.startsWith(`M${quietZone} ${quietZone}h7v1`)).toBe(true);
  });

  test('holds a long link', () => {
    expect(qrShape(`https://tic.rs/checkout/${'x'.repeat(900)}`).size).toBeGreaterThan(60);
  });
});

describe('a total of the platform’s own', () => {
  const total = (minor: number, currency = 'HUF') => ({ total: { minor, currency } });
  test('is said only where it differs', () => {
    expect(otherTotal(total(15000), null)).toBeNull();
    expect(otherTotal(total(15000), total(15000))).toBeNull();
    expect(otherTotal(total(15000), total(98000))).toEqual({ minor: 98000, currency: 'HUF' });
    expect(otherTotal(total(15000), total(15000, 'EUR'))).toEqual({ minor: 15000, currency: 'EUR' });
  });
});

test('cash that the platform takes itself is no note of this laptop', () => {
  expect(payView(sale('awaiting_payment', 'confirmed', { tender: 'cash' })).canNoteCash).toBe(false);
  expect(payView(sale('awaiting_payment', 'confirmed')).canNoteCash).toBe(true);
});
