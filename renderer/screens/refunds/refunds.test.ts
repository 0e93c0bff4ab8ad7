import { describe, expect, test } from 'vitest';
import type { QueueState, Refund } from '../../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest, RefundState } from '../../../shared/domain/orders.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundId,
  type RefundRequestId,
} from '../../../shared/ids.ts';
import { refundOptions } from './refund-actions.ts';
import { amountOfRow, isSettled, standingOf, stepsOf } from './refund-way.ts';

const accountId = as<AccountId>('door');
const orderId = as<OrderId>('o');
const createdAt = as<IsoTime>('2025-11-05T17:34:14.000000Z');

const order: Order = {
  accountId,
  id: orderId,
  number: 'AYM-0579',
  publicToken: 't',
  status: 'paid',
  platformStatus: { id: '2', name: 'Оплачен' },
  total: { minor: 300, currency: 'RSD' },
  createdAt,
  createdAtMs: as<EpochMs>(0),
  contact: null,
  items: null,
  paymentLink: null,
};

function payment(id: string, minor: number, status = 'approved'): Payment {
  return {
    accountId,
    id: as<PaymentId>(id),
    orderId,
    orderNumber: 'AYM-0579',
    status,
    amount: { minor, currency: 'RSD' },
    createdAt,
    createdAtMs: as<EpochMs>(0),
  };
}

function request(paymentId: string, state: RefundState, more: Partial<RefundRequest> = {}): RefundRequest {
  return {
    accountId,
    id: as<RefundRequestId>(`r-${paymentId}`),
    paymentId: as<PaymentId>(paymentId),
    orderId,
    orderNumber: 'AYM-0579',
    amount: { minor: 100, currency: 'RSD' },
    state,
    rejectionReason: null,
    createdAt,
    createdAtMs: as<EpochMs>(5),
    decidedAt: null,
    refundPaymentId: null,
    ...more,
  };
}

function refund(target: Refund['target'], queueState: QueueState, more: Partial<Refund> = {}): Refund {
  return {
    id: as<RefundId>('f'),
    accountId,
    target,
    orderNumber: 'AYM-0579',
    guest: 'Đorđe',
    amount: { minor: 100, currency: 'RSD' },
    createdAtMs: as<EpochMs>(3),
    by: '',
    queueState,
    requests: [],
    attempts: [],
    nextAttemptMs: null,
    ...more,
  };
}

const ofPayment = (id: string): Refund['target'] => ({ kind: 'payment', paymentId: as<PaymentId>(id), orderId });
const ofOrder: Refund['target'] = { kind: 'order', orderId };

function obstacles(payments: Payment[], requests: RefundRequest[] = [], refunds: Refund[] = []) {
  return refundOptions(order, payments, requests, refunds).payments.map((option) => option.obstacle);
}

describe('what can be refunded', () => {
  test('approved payments can, failed ones and refunds cannot', () => {
    expect(obstacles([payment('a', 100), payment('b', 100, 'failed'), payment('c', -100)])).toEqual([
      null,
      'failed',
      'is_refund',
    ]);
  });

  test.each<[RefundState, string | null]>([
    ['requested', 'requested'],
    ['approved', 'requested'],
    ['completed', 'completed'],
    ['rejected', null],
    ['failed', null],
  ])('a payment whose request is %s: %s', (state, obstacle) => {
    expect(obstacles([payment('a', 100)], [request('a', state)])).toEqual([obstacle]);
  });

  test.each<[QueueState, string | null]>([
    ['queued', 'requested'],
    ['sending', 'requested'],
    ['unknown', 'requested'],
    ['needs_person', 'requested'],
    ['confirmed', 'requested'],
    ['rejected', null],
    ['cancelled', null],
  ])('a payment whose refund is %s on this laptop: %s', (state, obstacle) => {
    expect(obstacles([payment('a', 100)], [], [refund(ofPayment('a'), state)])).toEqual([obstacle]);
  });

  test('after the platform rejected it, it may be asked for again', () => {
    const own = refund(ofPayment('a'), 'confirmed', { requests: [as<RefundRequestId>('r-a')] });
    expect(obstacles([payment('a', 100)], [request('a', 'rejected')], [own])).toEqual([null]);
  });

  test('while the whole order is on its way, none of its payments can', () => {
    const options = refundOptions(order, [payment('a', 100)], [], [refund(ofOrder, 'queued')]);
    expect(options.payments[0]?.obstacle).toBe('order_requested');
    expect(options.order.obstacle).toBe('requested');
  });

  test('the whole order gives back what is left of it', () => {
    const payments = [payment('a', 100), payment('b', 200), payment('c', 400, 'failed')];
    expect(refundOptions(order, payments, [request('a', 'completed')], []).order).toEqual({
      amount: { minor: 200, currency: 'RSD' },
      obstacle: null,
      unpaid: false,
    });
  });

  test('an unpaid order is only cancelled; a cancelled one not again', () => {
    const unpaid: Order = { ...order, status: 'awaiting_payment' };
    expect(refundOptions(unpaid, [payment('a', 100, 'failed')], [], []).order).toMatchObject({
      unpaid: true,
      obstacle: null,
      amount: { minor: 0 },
    });
    expect(refundOptions({ ...order, status: 'cancelled' }, [], [], []).order.obstacle).toBe('cancelled');
  });
});

describe('the way of a refund', () => {
  test.each<[RefundState, string[]]>([
    ['requested', ['noted done', 'requested current', 'approved ahead', 'completed ahead']],
    ['approved', ['noted done', 'requested done', 'approved current', 'completed ahead']],
    ['rejected', ['noted done', 'requested done', 'rejected bad']],
    ['completed', ['noted done', 'requested done', 'approved done', 'completed done']],
    ['failed', ['noted done', 'requested done', 'approved done', 'failed bad']],
  ])('%s', (state, expected) => {
    const row = { refund: refund(ofPayment('a'), 'confirmed'), request: request('a', state) };
    expect(stepsOf(row).map((one) => `${one.step} ${one.state}`)).toEqual(expected);
    expect(isSettled(row)).toBe(['rejected', 'completed', 'failed'].includes(state));
  });

  test('the platform’s reason stands on the step that went wrong', () => {
    const row = { refund: null, request: request('a', 'rejected', { rejectionReason: 'Too late' }) };
    expect(stepsOf(row).at(-1)).toMatchObject({ step: 'rejected', reason: 'Too late' });
  });

  test.each<[QueueState, string, boolean]>([
    ['queued', 'waiting', false],
    ['sending', 'sending', false],
    ['unknown', 'doubt', false],
    ['reconciling', 'doubt', false],
    ['needs_person', 'doubt', false],
    ['rejected', 'refused', true],
    ['cancelled', 'given_up', true],
    ['confirmed', 'requested', false],
  ])('without a request, %s on this laptop is %s', (state, standing, settled) => {
    const row = { refund: refund(ofPayment('a'), state), request: null };
    expect(standingOf(row)).toBe(standing);
    expect(isSettled(row)).toBe(settled);
    expect(stepsOf(row)[0]?.step).toBe('noted');
  });

  test('an unpaid order that was cancelled needs no request', () => {
    const row = { refund: refund(ofOrder, 'confirmed', { amount: { minor: 0, currency: 'RSD' } }), request: null };
    expect(standingOf(row)).toBe('order_cancelled');
    expect(isSettled(row)).toBe(true);
  });

  test('one request of several never carries the sum of all', () => {
    const own = refund(ofOrder, 'confirmed', {
      amount: { minor: 300, currency: 'RSD' },
      requests: [as<RefundRequestId>('r-a'), as<RefundRequestId>('r-b')],
    });
    expect(amountOfRow({ refund: own, request: request('a', 'requested', { amount: null }) })).toBeNull();
    expect(amountOfRow({ refund: own, request: request('a', 'requested') })).toEqual({ minor: 100, currency: 'RSD' });
  });
});
