import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order, OrderStatus } from '../../../shared/domain/orders.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { separatorsOf } from '../sell/amount.ts';
import {
  billingOf,
  emptyBilling,
  readCode,
  readTicketNumber,
  readTransfer,
  saleInput,
  standingOf,
} from './ticket-payment.ts';

test.each([
  ['31090', 31090],
  [' #31090 ', 31090],
  ['0042', 42],
  ['0', null],
  ['-5', null],
  ['3.5', null],
  ['31 090', null],
  ['abc', null],
  ['', null],
  ['9'.repeat(16), null],
])('ticket number %j is %j', (text, number) => {
  expect(readTicketNumber(text)).toBe(number);
});

test('no text makes a number that a screen or a system would round', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const number = readTicketNumber(text);
      expect(number === null || (Number.isSafeInteger(number) && number > 0)).toBe(true);
    }),
  );
});

test('what a ticket was transferred for: one currency is enough, and a field that holds no price is named', () => {
  const read = (HUF: string, EUR: string) => readTransfer({ HUF, EUR }, separatorsOf('sr-Latn'));
  expect(read('21.000', '52,50')).toEqual({
    prices: [
      { minor: 21_000, currency: 'HUF' },
      { minor: 5_250, currency: 'EUR' },
    ],
    wrong: [],
  });
  expect(read('', '52,5')).toEqual({ prices: [{ minor: 5_250, currency: 'EUR' }], wrong: [] });
  expect(read('0', 'abc')).toEqual({ prices: [], wrong: ['HUF', 'EUR'] });
  expect(read('210,5', '1')).toMatchObject({ wrong: ['HUF'] });
  expect(read('', ' ')).toEqual({ prices: [], wrong: [] });
});

test.each([
  ['FULL-FEE-HUF-SIMPLE', { code: 'FULL-FEE-HUF-SIMPLE', currency: 'HUF' }],
  [' full-fee-eur-stripe-intents ', { code: 'FULL-FEE-EUR-STRIPE-INTENTS', currency: 'EUR' }],
  ['FULL-FEE', null],
  ['', null],
])('code %j', (text, read) => {
  expect(readCode(text)).toEqual(read);
});

describe('where the payments of a ticket stand', () => {
  const order = (status: OrderStatus, createdAtMs: number) => ({ status, createdAtMs }) as unknown as Order;
  const kind = (...orders: Order[]) => standingOf(orders).kind;

  test('paid once is paid, whatever came later', () => {
    expect(kind(order('paid', 1), order('awaiting_payment', 2), order('failed', 3))).toBe('paid');
    expect(kind(order('awaiting_payment', 2), order('failed', 3))).toBe('open');
    expect(kind(order('failed', 1), order('cancelled', 2), order('refunded', 3))).toBe('nothing');
    expect(kind()).toBe('nothing');
  });
});

describe('what is sent', () => {
  const way = { code: 'FULL-FEE-HUF-SIMPLE', title: 'Full fee', amount: { minor: 15000, currency: 'HUF' } };

  test('names the ticket and the code, once, with the currency of the code', () => {
    const input = saleInput(as<AccountId>('a'), 31090, way, emptyBilling, 'Ticket 31090');
    expect(input).toMatchObject({ currency: 'HUF', tender: 'link', items: [{ quantity: 1, unitPrice: way.amount }] });
    expect(input.items[0]?.ref).toEqual({ kind: 'ticket_payment', ticketId: 31090, code: way.code });
  });

  test('invoice data go along as typed, empty fields not', () => {
    const billing = { ...emptyBilling, name: ' Dom kulture ', vat: 'HU123' };
    expect(billingOf(billing)).toEqual({ name: 'Dom kulture', vat: 'HU123' });
    expect(billingOf({ ...emptyBilling, city: '  ' })).toBeUndefined();
    expect(saleInput(as<AccountId>('a'), 1, way, billing, 'x').customer.name).toBe('Dom kulture');
  });
});
