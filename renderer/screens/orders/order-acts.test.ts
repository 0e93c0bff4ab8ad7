import { describe, expect, test } from 'vitest';
import type { Capability } from '../../../shared/domain/accounts.ts';
import type { Deed } from '../../../shared/domain/acts.ts';
import { type OrderStatus, orderStatuses } from '../../../shared/domain/orders.ts';
import { momentText } from './moments.ts';
import { actsFor, stillRefused, transactionId } from './order-acts.ts';

const all: readonly Capability[] = [
  'orders.complete',
  'orders.mark_paid',
  'orders.mail',
  'orders.invite',
  'orders.cancel_items',
];

describe('what can be done with an order', () => {
  test.each<[OrderStatus, readonly string[]]>([
    ['draft', ['complete', 'invite']],
    ['awaiting_payment', ['complete', 'markPaid', 'invite', 'cancelItems']],
    ['in_fulfilment', ['complete', 'mail', 'cancelItems']],
    ['paid', ['mail', 'cancelItems']],
    ['completed', ['mail', 'cancelItems']],
    ['partially_refunded', ['mail', 'cancelItems']],
    ['cancelled', []],
    ['refunded', []],
    ['failed', []],
  ])('%s', (status, acts) => {
    expect(actsFor({ status }, { capabilities: all }, null)).toEqual(acts);
  });

  test('by the system’s own word, where it has one', () => {
    const offered = actsFor({ status: 'awaiting_payment' }, { capabilities: all }, ['markPaid', 'mail']);
    expect(offered).toEqual(['markPaid', 'mail']);
    expect(actsFor({ status: 'awaiting_payment' }, { capabilities: ['orders.mail'] }, ['markPaid', 'mail'])).toEqual([
      'mail',
    ]);
  });

  test('what was refused counts until the order shows that it came true some other way', () => {
    const deeds = (['complete', 'markPaid', 'mail', 'invite'] as const).map((act) => ({ act }) as Deed);
    const told = (status: OrderStatus) => stillRefused({ status }, deeds).map(({ act }) => act);
    for (const status of ['awaiting_payment', 'cancelled', 'failed'] as const) expect(told(status)).toHaveLength(4);
    expect(told('in_fulfilment')).toEqual(['complete', 'mail', 'invite']);
    expect(told('paid')).toEqual(['mail', 'invite']);
  });

  test('never what its system cannot do', () => {
    for (const status of orderStatuses) {
      expect(actsFor({ status }, { capabilities: ['orders', 'orders.refund'] }, null)).toEqual([]);
      expect(actsFor({ status }, undefined, ['mail'])).toEqual([]);
    }
  });
});

test.each([
  ['TR1234', '1234'],
  [' tr7 ', '7'],
  ['1234', '1234'],
  ['12-34', null],
  ['ana', null],
  ['', null],
])('%s as a transaction: %s', (typed, id) => {
  expect(transactionId(typed)).toBe(id);
});

test('a moment without a text of ours keeps its own word', () => {
  expect(momentText('payment.succeeded')).toBe('paymentDone');
  expect(momentText('toString')).toBeNull();
  expect(momentText('something.new')).toBeNull();
});
