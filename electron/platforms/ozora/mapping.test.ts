import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccountId, as } from '../../../shared/ids.ts';
import { decode } from '../decode.ts';
import { localTime, secondReading } from './local-time.ts';
import { orderStatusOf, paymentStatusOf, type Txn, toOrder, toPayment } from './mapping.ts';
import { parsePaymentCode } from './payment-code.ts';
import sample from './samples/transactions.json' with { type: 'json' };
import * as schemas from './schemas.ts';

const account = as<AccountId>('a');
const [txn] = decode(schemas.transactions, sample, 'O3').transactions;

function changed(more: Partial<Txn>): Txn {
  if (txn === undefined) throw new Error('no sample');
  return { ...txn, ...more };
}

test.each([
  ['2026-04-10 14:30:00', '2026-04-10T14:30:00+02:00', '2026-04-10T12:30:00Z'],
  ['2026-01-10 14:30:00', '2026-01-10T14:30:00+01:00', '2026-01-10T13:30:00Z'],
  // Clocks go forward: 02:30 is left out, and read with the offset before.
  ['2026-03-29 01:59:59', '2026-03-29T01:59:59+01:00', '2026-03-29T00:59:59Z'],
  ['2026-03-29 02:30:00', '2026-03-29T02:30:00+01:00', '2026-03-29T01:30:00Z'],
  ['2026-03-29 03:00:00', '2026-03-29T03:00:00+02:00', '2026-03-29T01:00:00Z'],
  // Clocks go back: 02:30 comes twice, and is read as the first (O-7).
  ['2026-10-25 01:59:59', '2026-10-25T01:59:59+02:00', '2026-10-24T23:59:59Z'],
  ['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00Z'],
  ['2026-10-25 03:00:00', '2026-10-25T03:00:00+01:00', '2026-10-25T02:00:00Z'],
  // Should the platform begin to write zones, they count.
  ['2026-04-10T14:30:00Z', '2026-04-10T14:30:00Z', '2026-04-10T14:30:00Z'],
  ['2026-04-10T14:30:00.250+01:00', '2026-04-10T14:30:00.250+01:00', '2026-04-10T13:30:00.250Z'],
])('%s is %s', (text, iso, utc) => {
  expect(localTime(text, 'created_at')).toEqual({ iso, ms: Date.parse(utc) });
});

test.each([
  '',
  '2026-04-10',
  '2026-02-31 10:00:00',
  '2026-13-01 10:00:00',
  '2026-04-10 24:30:00',
  '10.04.2026 14:30:00',
])('"%s" is no time', (text) => {
  expect(() => localTime(text, 'created_at')).toThrow('expected a time like');
});

const inBudapest = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Budapest', dateStyle: 'short', timeStyle: 'medium' },
});

test('any instant comes back from its local text, or an hour earlier in the hour that comes twice', () => {
  const second = fc.integer({ min: Date.UTC(1995, 0) / 1000, max: Date.UTC(2045, 0) / 1000 });
  fc.assert(
    fc.property(second, (seconds) => {
      const ms = seconds * 1000;
      const { iso, ms: read } = localTime(inBudapest.format(ms), 'created_at');
      expect(Date.parse(iso)).toBe(read);
      if (read !== ms) {
        expect(read).toBe(ms - 3_600_000);
        expect(secondReading(read)).toBe(ms);
        expect(inBudapest.format(read)).toBe(inBudapest.format(ms));
      }
    }),
    { numRuns: 500 },
  );
});

test('money is exact: whole forints, euros to the cent, and nothing finer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (minor) => {
      expect(toOrder(changed({ debit: minor }), account).total).toEqual({ minor, currency: 'HUF' });
      const euro = changed({ debit: Number((minor / 100).toFixed(2)), currency: 'eur' });
      expect(toPayment(euro, account).amount).toEqual({ minor, currency: 'EUR' });
    }),
  );
  expect(() => toOrder(changed({ debit: 150.5 }), account)).toThrow('not a whole number of HUF minor units');
  expect(() => toOrder(changed({ debit: 1.005, currency: 'EUR' }), account)).toThrow('not a whole number');
});

test.each([
  ['created', 'awaiting_payment', 'created'],
  ['pending', 'awaiting_payment', 'pending'],
  ['authorized', 'awaiting_payment', 'authorized'],
  ['finished', 'paid', 'approved'],
  ['FINISHED', 'paid', 'approved'],
  ['failed', 'failed', 'failed'],
  ['cancelled', 'cancelled', 'failed'],
  ['timeout', 'cancelled', 'failed'],
  ['reversed', 'cancelled', 'failed'],
  ['refunded', 'refunded', 'refunded'],
  ['chargeback', 'draft', 'chargeback'],
] as const)('status %s is %s, its payment %s', (status, unified, payment) => {
  expect(orderStatusOf(status)).toBe(unified);
  expect(paymentStatusOf(status)).toBe(payment);
  expect(toOrder(changed({ status }), account).platformStatus).toEqual({ id: status.toLowerCase(), name: status });
});

test('nothing but finished is ever paid, whatever the platform says (O-10)', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('success', 'SUCCESS', 'authorized', 'paid')),
      (status) => {
        const finished = status.trim().toLowerCase() === 'finished';
        expect(orderStatusOf(status) === 'paid').toBe(finished);
        expect(paymentStatusOf(status) === 'approved').toBe(finished);
      },
    ),
  );
});

test('an installation may have words of its own', () => {
  const words = new Map([['settled', 'paid'] as const]);
  expect(orderStatusOf('Settled', words)).toBe('paid');
  expect(paymentStatusOf('Settled', words)).toBe('approved');
});

test('what is not told is absent: no ticket, no invoice yet', () => {
  const order = toOrder(changed({ id_ticket: null, document_no: null }), account);
  expect(order).toMatchObject({ publicToken: '' });
  expect(order).not.toHaveProperty('documentNumber');
});

test('a transaction that cannot be read spoils the answer, and names its field', () => {
  const body = { transactions: [{ ...sample.transactions[0], id: '1234' }] };
  expect(() => decode(schemas.transactions, body, 'O3')).toThrow('transactions.0.id');
});

test.each([
  ['NORMAL-TOTAL-FEE-EUR-SIMPLE', 'NORMAL-TOTAL-FEE', 'EUR', 'SIMPLE'],
  ['FULL-FEE-HUF-STRIPE-INTENTS', 'FULL-FEE', 'HUF', 'STRIPE-INTENTS'],
  ['A-EUR-HUF-SIMPLE', 'A-EUR', 'HUF', 'SIMPLE'],
])('code %s', (code, feeType, currency, processor) => {
  expect(parsePaymentCode(code)).toEqual({ feeType, currency, processor });
});

test.each([
  '',
  'HUF-SIMPLE',
  '-HUF-SIMPLE',
  'FULL-FEE-USD-SIMPLE',
  'FULL-FEE-HUF-STRIPE',
  'full-fee-huf-simple',
  'FULL-FEE-HUF-SIMPLE ',
])('"%s" is no code', (code) => {
  expect(parsePaymentCode(code)).toBeNull();
});

test('any fee type comes back from its code, hyphens, currencies and all', () => {
  const part = fc.constantFrom('FULL', 'NORMAL', 'HUF', 'EUR', 'SIMPLE', 'STRIPE', 'INTENTS', 'FEE', '2');
  const feeType = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('-'));
  const currencies = fc.constantFrom('HUF' as const, 'EUR' as const);
  const processors = fc.constantFrom('SIMPLE' as const, 'STRIPE-INTENTS' as const);
  fc.assert(
    fc.property(feeType, currencies, processors, (fee, currency, processor) => {
      expect(parsePaymentCode(`${fee}-${currency}-${processor}`)).toEqual({ feeType: fee, currency, processor });
    }),
  );
});
