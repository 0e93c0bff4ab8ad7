import { expect, test } from 'vitest';
import { type AccountId, as, type EpochMs } from '../../../shared/ids.ts';
import { decode, unwrapped } from '../decode.ts';
import { toCandidates } from './catalogue.ts';
import { toEvent, toOrder, toPayment, toRefundRequest, toStatistics, toTicketRow } from './mapping.ts';
import { readFlatPage, readResourcePage } from './pagination.ts';
import mediaPartnerEvents from './samples/mediapartner-events.json' with { type: 'json' };
import orderStatuses from './samples/order-statuses.json' with { type: 'json' };
import orders from './samples/orders.json' with { type: 'json' };
import organizerEvents from './samples/organizer-events.json' with { type: 'json' };
import refunds from './samples/refunds.json' with { type: 'json' };
import statistics from './samples/statistics.json' with { type: 'json' };
import tickets from './samples/tickets.json' with { type: 'json' };
import transactionStatuses from './samples/transaction-statuses.json' with { type: 'json' };
import transactions from './samples/transactions.json' with { type: 'json' };
import * as schemas from './schemas.ts';

/* Every JSON sample of the platform's documentation, read as the app reads it. */

const account = as<AccountId>('a');

test('T3: an event with its calendar, sorted, nameless tickets named, past dates not available', () => {
  const page = readResourcePage(mediaPartnerEvents, 'T3', schemas.mediaPartnerEvent, (raw) =>
    toCandidates(raw, Date.parse('2024-12-01T00:00:00Z')),
  );
  expect(page).toMatchObject({ total: 1, pages: 1, page: 1, setAside: [] });
  const candidates = page.rows.flat();
  expect(candidates).toMatchObject([
    {
      eventName: 'Ruslan Muhtarov. Snimanje stand-up koncerta',
      eventStart: '2024-12-07T18:30:00+01:00',
      ticketTypeName: 'Ticket',
      rawPrice: 1800,
      asMajor: { minor: 180_000, currency: 'RSD' },
      asMinor: { minor: 1_800, currency: 'RSD' },
      available: false,
      calendarId: null,
    },
    { eventStart: '2024-12-07T21:00:28+01:00', available: true },
  ]);
  expect(new Set(candidates.map(({ importKey }) => importKey)).size).toBe(2);
  expect(Math.max(...candidates.map(({ importKey }) => importKey.length))).toBeLessThan(300);
  const event = decode(schemas.mediaPartnerEvent, mediaPartnerEvents.data[0], 'T3');
  expect(toCandidates(event, Date.parse('2025-01-01T00:00:00Z')).some(({ available }) => available)).toBe(false);
});

test('T4: bare as sampled, wrapped and with the other name as listed', () => {
  const span = { accountId: account, from: '2025-12-01', to: '2025-12-05', fetchedAt: as<EpochMs>(1) };
  const read = (body: unknown) => toStatistics(decode(schemas.statistics, unwrapped(body), 'T4'), span);
  expect(read(statistics)).toMatchObject({
    views: 0,
    clicks: 0,
    orders: 0,
    orderSum: 0,
    uniqueEvents: 0,
    byDay: [],
    byEvent: [],
  });
  const { clicks_buy: _sampled, ...rest } = statistics;
  const listed = {
    ...rest,
    clicks: 7,
    daily_breakdown: [{ date: '2025-12-05', views: 1, clicks: 2, orders: 3, order_sum: 4.5 }],
  };
  expect(read({ data: listed })).toMatchObject({
    clicks: 7,
    byDay: [{ date: '2025-12-05', clicks: 2, orderSum: 4.5 }],
  });
});

test('T5: events', () => {
  const page = readResourcePage(organizerEvents, 'T5', schemas.organizerEvent, toEvent);
  expect(page).toMatchObject({ total: 32, pages: 4, page: 1, setAside: [] });
  expect(page.rows).toHaveLength(10);
  expect(page.rows[0]).toEqual({
    id: 'WPWLVQ',
    name: 'Odit et.',
    place: 'Ben Akiba',
    city: 'Beograd',
    currency: 'RSD',
    zone: null,
  });
});

test('T6: tickets', () => {
  const page = readResourcePage(tickets, 'T6', schemas.ticket, toTicketRow);
  expect(page).toMatchObject({ total: 194, pages: 20, page: 1, setAside: [] });
  expect(page.rows).toHaveLength(10);
  expect(page.rows[0]).toMatchObject({
    eventId: 'WPWLVQ',
    eventDate: '2026-08-30T17:00:00+02:00',
    eventDateMs: Date.parse('2026-08-30T15:00:00Z'),
    holder: { name: 'Alanis McLaughlin', phone: '+14303747043' },
    price: { minor: 86_762, currency: 'RSD' },
    promoCode: null,
    purchasedAt: '2025-12-05T21:15:23+01:00',
    language: 'ru',
    country: 'DE',
  });
  expect(page.rows[1]).toMatchObject({ promoCode: 'SAUS', country: null });
  expect(new Set(page.rows.map(({ identity }) => identity)).size).toBe(10);
});

test('T7: orders', () => {
  const page = readFlatPage(orders, 'T7', schemas.order, (raw) => toOrder(raw, account));
  expect(page).toMatchObject({ total: 1, pages: 1, setAside: [] });
  expect(page.rows[0]).toEqual({
    accountId: 'a',
    id: 'f8c4c400-8d1b-484a-ab4a-dcff71625530',
    number: 'AYM-0579',
    publicToken: '5njMTKyO',
    status: 'paid',
    platformStatus: { id: '2', name: 'Оплачен' },
    total: { minor: 10_100, currency: 'RSD' },
    createdAt: '2025-11-05T17:34:14.000000Z',
    createdAtMs: Date.UTC(2025, 10, 5, 17, 34, 14),
    contact: null,
    items: null,
    paymentLink: null,
  });
});

test('T10: an empty list has one page', () => {
  const page = readFlatPage(transactions, 'T10', schemas.transaction, (raw) => toPayment(raw, account));
  expect(page).toEqual({ rows: [], setAside: [], total: 0, pages: 1, page: 1 });
});

test('T14: refund requests', () => {
  const page = readFlatPage(refunds, 'T14', schemas.refund, (raw) => toRefundRequest(raw, account));
  expect(page.setAside).toEqual([]);
  expect(page.rows.map(({ state }) => state)).toEqual([
    ...Array.from({ length: 5 }, () => 'requested'),
    'completed',
    'requested',
    'requested',
    'completed',
    'completed',
  ]);
  expect(page.rows[5]).toMatchObject({
    refundPaymentId: '2d4525905b5a1ca35139022f2b410d90',
    amount: null,
    orderId: null,
  });
});

test('T15, T16: dictionaries', () => {
  expect(decode(schemas.orderStatuses, orderStatuses, 'T15').data.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(decode(schemas.transactionStatuses, transactionStatuses, 'T16').data.map(({ code }) => code)).toEqual([
    'approved',
    'failed',
  ]);
});
