import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccountId, as } from '../../../shared/ids.ts';
import { majorNumber } from '../../../shared/money.ts';
import { decode, FieldError } from '../decode.ts';
import { moneyOf } from '../money-of.ts';
import { orderStatusOf, refundStateOf, toOrderDetail, toRefundRequest, toTicketRow } from './mapping.ts';
import { readFlatPage, readResourcePage } from './pagination.ts';
import sample from './samples/tickets.json' with { type: 'json' };
import * as schemas from './schemas.ts';

const account = as<AccountId>('a');
const first = sample.data[0];
const read = (row: unknown) => toTicketRow(decode(schemas.ticket, row, 'T6'));

test('any amount of a ticket comes out exact', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 11), max: 10 ** 11 }),
      fc.constantFrom('RSD', 'EUR', 'HUF'),
      (minor, code) => {
        const sent = JSON.parse(JSON.stringify({ amount: majorNumber({ minor, currency: code }), currency: { code } }));
        expect(read({ ...first, price_paid: sent }).price).toEqual({ minor, currency: code });
      },
    ),
  );
});

test('what a binary sum left behind is taken off, a real third digit is not', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 10 ** 7 }), { minLength: 1, maxLength: 20 }), (minors) => {
      const sum = minors.reduce((total, minor) => total + minor / 100, 0);
      const exact = minors.reduce((total, minor) => total + minor, 0);
      expect(moneyOf(sum, 'RSD', 'amount')).toEqual({ minor: exact, currency: 'RSD' });
    }),
  );
  expect(() => moneyOf(867.625, 'RSD', 'amount')).toThrow(FieldError);
  expect(() => moneyOf(0.5, 'HUF', 'amount')).toThrow(FieldError);
  expect(moneyOf(1, 'rsd', 'amount').currency).toBe('RSD');
});

test('a row that cannot be read is set aside with its field and without its guest; the others stay', () => {
  const broken = [
    { ...first, price_paid: { ...first?.price_paid, amount: '867.62' } },
    { ...first, price_paid: { ...first?.price_paid, amount: 867.625 } },
    { ...first, purchase_date: 'yesterday' },
    { ...first, purchase_date: '2025-13-45T25:00:00+01:00' },
    { ...first, event: { ...first?.event, uuid: undefined } },
    { ...first, customer: undefined },
    null,
    'a string',
  ];
  const body = { ...sample, data: [sample.data[1], ...broken, sample.data[2]] };
  const page = readResourcePage(body, 'GET /tickets', schemas.ticket, toTicketRow);
  expect(page.rows).toHaveLength(2);
  expect(page.setAside.map(({ field }) => field)).toEqual([
    'data.1.price_paid.amount',
    'data.2.price_paid.amount',
    'data.3.purchase_date',
    'data.4.purchase_date',
    'data.5.event.uuid',
    'data.6.customer',
    'data.7.body',
    'data.8.body',
  ]);
  expect(JSON.stringify(page.setAside)).not.toMatch(/Alanis|yesterday/);
  expect(new Set(page.setAside.map(({ fingerprint }) => fingerprint)).size).toBe(8);
});

test('a page that is none names its endpoint and field', () => {
  const { total: _total, ...noTotal } = { data: [], total: 0, current_page: 1, per_page: 20 };
  expect(() => readFlatPage(noTotal, 'GET /orders', schemas.order, (raw) => raw)).toThrow(/GET \/orders: total: /);
  expect(() => readFlatPage(null, 'GET /orders', schemas.order, (raw) => raw)).toThrow(/GET \/orders: body: /);
});

test('unknown extra fields and a guest without phone or country are fine', () => {
  const row = read({
    ...first,
    seat: 'A1',
    customer: { name: ' Ana ', email: null, phone: null, vip: true },
    info: { country_code: 'rs' },
  });
  expect(row.holder).toEqual({ name: 'Ana', email: '', phone: '' });
  expect(row).toMatchObject({ country: 'RS', language: null });
  expect(read({ ...first, info: undefined }).country).toBeNull();
});

test('the last page of a flat list is computed from the size that the answer names', () => {
  const page = (total: number, perPage: number) =>
    readFlatPage({ data: [], total, current_page: 1, per_page: perPage }, 'x', schemas.order, (raw) => raw).pages;
  expect([page(0, 20), page(20, 20), page(21, 20), page(1000, 100), page(1001, 100)]).toEqual([1, 1, 2, 10, 11]);
});

test('a ticket’s identity holds through another language, offset, spelling and start on the same evening', () => {
  const base = read(first).identity;
  const same = [
    { ...first, purchase_date: '2025-12-05T20:15:23Z' },
    { ...first, event: { ...first?.event, name: 'Другое имя', date: '2026-08-30T19:30:00+02:00' } },
    { ...first, customer: { ...first?.customer, name: 'Alanis Mc Laughlin', phone: '+1 430 374-7043' } },
    { ...first, customer: { ...first?.customer, email: first?.customer.email.toUpperCase() } },
    { ...first, info: { device_type: 'mobile', interface_language: 'sr', country_code: '' } },
  ];
  expect(same.map((row) => read(row).identity)).toEqual(same.map(() => base));
  const other = [
    { ...first, purchase_date: '2025-12-05T21:15:24+01:00' },
    { ...first, event: { ...first?.event, uuid: 'wpwlvq' } },
    { ...first, event: { ...first?.event, date: '2026-08-31T17:00:00+02:00' } },
    { ...first, customer: { ...first?.customer, email: 'other@example.test' } },
    { ...first, customer: { ...first?.customer, phone: '+14303747044' } },
    { ...first, promocode: 'SAUS' },
    { ...first, price_paid: { amount: 867.63, currency: { id: 1, code: 'RSD' } } },
    { ...first, price_paid: { amount: 867.62, currency: { id: 2, code: 'EUR' } } },
  ].map((row) => read(row).identity);
  expect(new Set([base, ...other]).size).toBe(other.length + 1);
  expect(base).toMatch(/^[\w-]{22}$/);
});

test.each([
  [1, 'awaiting_payment'],
  [2, 'paid'],
  [3, 'in_fulfilment'],
  [4, 'in_fulfilment'],
  [5, 'completed'],
  [6, 'draft'],
  [7, 'cancelled'],
  [8, 'draft'],
])('order status %d is %s', (id, status) => {
  expect(orderStatusOf(id)).toBe(status);
});

test.each([
  ['pending', 'pending', 'requested'],
  ['pending', 'approved', 'approved'],
  ['completed', 'approved', 'completed'],
  ['failed', 'approved', 'failed'],
  ['pending', 'rejected', 'rejected'],
  ['failed', 'rejected', 'rejected'],
  ['on_hold', 'escalated', 'requested'],
])('a refund that is %s and %s is %s', (status, approval, state) => {
  expect(refundStateOf(status, approval)).toBe(state);
});

test('a rejected refund brings the platform’s reason and its time', () => {
  const raw = {
    signature: 'r',
    status: 'pending',
    platform_approval_status: 'rejected',
    payment_signature: 'p',
    refund_payment_signature: null,
    created_at: '2025-11-21T12:49:50.000000Z',
    platform_approved_at: null,
    platform_rejected_at: '2025-11-21T12:59:50.000000Z',
    platform_rejection_reason: 'Event took place',
  };
  expect(toRefundRequest(decode(schemas.refund, raw, 'T13'), account)).toMatchObject({
    state: 'rejected',
    rejectionReason: 'Event took place',
    decidedAt: '2025-11-21T12:59:50.000000Z',
    refundPaymentId: null,
  });
});

const detail = {
  number: 'AYM-0579',
  signature: 's',
  created_at: '2025-11-05T17:34:14.000000Z',
  status_id: 2,
  status: 'Оплачен',
  currency: 'RSD',
  total: 99.98,
  public_token: 't',
};
const readDetail = (more: object) => toOrderDetail(decode(schemas.orderDetail, { ...detail, ...more }, 'T9'), account);

test('an order’s detail with items and transactions of our reading', () => {
  const { order, payments } = readDetail({
    items: [{ type: 'event', name: 'Parter', amount: 49.99, quantity: 2, event_id: 123, ticket_id: null }],
    transactions: [{ signature: 'oid', status: 'approved', amount: 99.98 }, { what: 'is this' }],
  });
  expect(order.items).toEqual([
    {
      type: 'event',
      name: 'Parter',
      unitPrice: { minor: 4_999, currency: 'RSD' },
      quantity: 2,
      calendarId: 123,
      ticketTypeId: null,
      date: null,
    },
  ]);
  expect(payments).toMatchObject([
    {
      id: 'oid',
      orderId: 's',
      orderNumber: 'AYM-0579',
      amount: { minor: 9_998, currency: 'RSD' },
      createdAt: detail.created_at,
    },
  ]);
});

test('items of another shape are not told, and are no error', () => {
  expect(readDetail({ items: [{ title: 'Parter' }], transactions: null })).toMatchObject({
    order: { items: null },
    payments: [],
  });
  expect(readDetail({}).order.items).toBeNull();
});
