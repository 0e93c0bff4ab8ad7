import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderActs, orderStatuses } from '../../../shared/domain/orders.ts';
import { actsTakenIn, moneyStateOf, orderStatusOf, statusWords, ticketStatusOf } from './status.ts';

const of = (status: string, paymentStatus: string | null, more: { free?: boolean; partlyCancelled?: boolean } = {}) =>
  orderStatusOf({ status, paymentStatus, free: false, partlyCancelled: false, ...more });

/* The table of platform-spec 5, and the cells that it leaves open. */
test.each([
  ['NEW', 'AWAITING', 'awaiting_payment'],
  ['NEW', 'PENDING', 'awaiting_payment'],
  ['NEW', 'LOCAL-AWAITING', 'awaiting_payment'],
  ['NEW', 'LOCAL-PENDING', 'awaiting_payment'],
  ['NEW', null, 'awaiting_payment'],
  ['NEW', 'FAILED', 'failed'],
  ['NEW', 'LOCAL-RECEIVED', 'in_fulfilment'],
  ['RESERVED-BY-SYSTEM', 'AWAITING', 'awaiting_payment'],
  ['COMPLETE', 'RECEIVED', 'paid'],
  ['COMPLETE', 'LOCAL-RECEIVED', 'paid'],
  ['COMPLETE', 'POS-RECEIVED', 'paid'],
  ['COMPLETE', 'EXTERNAL', 'paid'],
  ['COMPLETE', 'DISPUTE', 'paid'],
  ['COMPLETE', 'LOCAL-AWAITING', 'awaiting_payment'],
  ['COMPLETE', 'AWAITING', 'awaiting_payment'],
  ['COMPLETE', 'CHARGEBACK', 'refunded'],
  ['COMPLETE', 'FAILED', 'failed'],
  ['COMPLETE', 'BARTERED', 'completed'],
  ['COMPLETE', null, 'completed'],
  ['CANCELED', 'REFUND', 'refunded'],
  ['CANCELED', 'POS-CANCELED', 'refunded'],
  ['CANCELED', 'CANCELED', 'cancelled'],
  ['CANCELED', 'RECEIVED', 'cancelled'],
  ['ABORTED', 'AWAITING', 'cancelled'],
  ['HELD', 'RECEIVED', 'draft'],
])('%s with %s is %s', (status, paymentStatus, unified) => {
  expect(of(status, paymentStatus)).toBe(unified);
});

test('what costs nothing is completed, and some items cancelled make it partial', () => {
  expect(of('COMPLETE', 'AWAITING', { free: true })).toBe('completed');
  expect(of('COMPLETE', 'RECEIVED', { partlyCancelled: true })).toBe('partially_refunded');
  expect(of('COMPLETE', 'LOCAL-AWAITING', { partlyCancelled: true })).toBe('awaiting_payment');
  expect(of('CANCELED', 'REFUND', { partlyCancelled: true })).toBe('refunded');
});

test('whatever the words, the status is one of the vocabulary, and paid only with money and completion', () => {
  const word = fc.oneof(
    fc.constantFrom('NEW', 'RESERVED-BY-SYSTEM', 'ABORTED', 'COMPLETE', 'CANCELED', 'RECEIVED', 'REFUND', 'FAILED'),
    fc.string(),
  );
  fc.assert(
    fc.property(word, fc.option(word), fc.boolean(), fc.boolean(), (status, paymentStatus, free, partlyCancelled) => {
      const unified = orderStatusOf({ status, paymentStatus, free, partlyCancelled });
      expect(orderStatuses).toContain(unified);
      if (unified === 'paid') {
        expect(status).toBe('COMPLETE');
        expect(moneyStateOf(paymentStatus)).toBe('received');
      }
    }),
  );
});

test('a ticket’s status in one vocabulary; a new word opens no door', () => {
  expect(['VALID', 'INVALID', 'RESERVED', 'DETAILSREQUIRED', 'BLANK'].map(ticketStatusOf)).toEqual([
    'valid',
    'invalid',
    'reserved',
    'details_required',
    'blank',
  ]);
  fc.assert(fc.property(fc.string(), (word) => word === 'VALID' || ticketStatusOf(word) !== 'valid'));
});

test.each([
  ['NEW', 'AWAITING', ['complete', 'markPaid']],
  ['NEW', 'LOCAL-PENDING', ['complete', 'markPaid']],
  ['NEW', 'LOCAL-RECEIVED', ['complete']],
  ['NEW', 'PENDING', ['complete']],
  ['NEW', 'FAILED', ['complete']],
  ['RESERVED-BY-SYSTEM', 'AWAITING', ['markPaid', 'invite']],
  ['COMPLETE', 'AWAITING', ['markPaid', 'mail', 'cancelItems']],
  ['COMPLETE', 'RECEIVED', ['mail', 'cancelItems']],
  ['COMPLETE', null, ['mail', 'cancelItems']],
  ['CANCELED', 'AWAITING', []],
  ['ABORTED', 'AWAITING', []],
] as const)('%s with its money %s takes %j (platform-spec 6.2)', (status, payment, acts) => {
  expect(actsTakenIn(statusWords(status, payment))).toEqual(acts);
});

test('a status that is new to us leaves every act to the platform', () => {
  expect(actsTakenIn(statusWords('PARKED', 'AWAITING'))).toEqual(orderActs);
});
