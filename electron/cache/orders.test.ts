import { describe, expect, test } from 'vitest';
import type { Payment, RefundRequest } from '../../shared/domain/orders.ts';
import { as, type IsoTime, type OrderId, type PaymentId, type RefundRequestId } from '../../shared/ids.ts';
import { account, cacheKit, orderLike, otherAccount, pullAll, ticketRow, time } from './test-kit.ts';

const id = (n: number): OrderId => as<OrderId>(`order-${n}`);
const ana = { name: 'Ana Petrović', email: 'Ana@firma.rs', phone: '+381641234567' };

function payment(n: number, parts: Partial<Payment> = {}): Payment {
  return {
    accountId: account,
    id: as<PaymentId>(`payment-${n}`),
    orderId: id(1),
    orderNumber: 'AYM-0579',
    status: 'approved',
    amount: { minor: 10_100, currency: 'RSD' },
    createdAt: as<IsoTime>('2025-12-05T20:15:23Z'),
    createdAtMs: time(n),
    ...parts,
  };
}

function refund(n: number, parts: Partial<RefundRequest> = {}): RefundRequest {
  return {
    accountId: account,
    id: as<RefundRequestId>(`refund-${n}`),
    paymentId: as<PaymentId>('payment-1'),
    orderId: null,
    orderNumber: null,
    amount: null,
    state: 'requested',
    rejectionReason: null,
    createdAt: as<IsoTime>('2025-12-06T20:15:23Z'),
    createdAtMs: time(n),
    decidedAt: null,
    refundPaymentId: null,
    ...parts,
  };
}

describe('orders', () => {
  test('come back as they went in, and only changes are told', () => {
    const { cache } = cacheKit();
    const whole = orderLike({
      id: id(2),
      contact: ana,
      paymentLink: 'https://tic.rs/p/1',
      documentNumber: 'R-7',
      items: [
        {
          type: 'event',
          name: 'Parter',
          unitPrice: { minor: 5050, currency: 'RSD' },
          quantity: 2,
          calendarId: 7,
          ticketTypeId: null,
          date: '2026-08-30',
        },
      ],
    });
    expect(cache.orders.upsertOrders([orderLike(), whole])).toEqual([id(1), id(2)]);
    expect(cache.orders.order(account, id(1))).toEqual(orderLike());
    expect(cache.orders.order(account, id(2))).toEqual(whole);
    expect(cache.orders.upsertOrders([orderLike(), whole])).toEqual([]);
    const paid = orderLike({ id: id(2), status: 'completed' });
    expect(cache.orders.upsertOrders([paid])).toEqual([id(2)]);
    expect(cache.orders.order(account, id(2))).toEqual({ ...whole, status: 'completed' });
    expect(cache.orders.orderByNumber(account, 'aym 0579')?.number).toBe('AYM-0579');
    expect(cache.orders.order(otherAccount, id(1))).toBeNull();
  });

  test('are claimed for a contact that a search found, but keep one of their own', () => {
    const { cache } = cacheKit();
    cache.orders.upsertOrders([orderLike(), orderLike({ id: id(2), contact: ana })]);
    const mila = { name: 'Mila', email: 'mila@b.rs', phone: '' };
    cache.orders.claimContact(account, [id(1), id(2), id(9)], mila);
    expect(cache.orders.order(account, id(1))?.contact).toEqual(mila);
    expect(cache.orders.order(account, id(2))?.contact).toEqual(ana);
    cache.orders.upsertOrders([orderLike({ status: 'refunded' })]);
    cache.orders.claimContact(account, [id(1)], ana);
    expect(cache.orders.order(account, id(1))).toMatchObject({ contact: ana, status: 'refunded' });
    expect(
      cache.orders.ofContact(account, { name: '', email: 'ANA@firma.rs', phone: '' }).map((order) => order.id),
    ).toHaveLength(2);
    expect(cache.orders.ofContact(account, { name: '', email: '', phone: '00381641234567' })).toHaveLength(2);
    expect(cache.orders.ofContact(account, { name: 'Ana', email: '', phone: '' })).toEqual([]);
  });

  test('are listed by each column, filter and search, with their number in all', () => {
    const { cache } = cacheKit();
    const statuses = ['paid', 'draft'] as const;
    cache.orders.upsertOrders(
      Array.from({ length: 9 }, (_, n) =>
        orderLike({
          id: id(n),
          number: `AB${String.fromCharCode(73 - n)}-000${n}`,
          publicToken: `token${n}`,
          status: statuses[n % 2] ?? 'paid',
          total: { minor: (n * 7) % 5, currency: 'RSD' },
          createdAtMs: time(n),
          contact: n === 4 ? ana : null,
        }),
      ),
    );
    const list = (more: Partial<Parameters<typeof cache.orders.list>[0]>) => {
      const { rows, total } = cache.orders.list({
        sort: 'created_at',
        descending: true,
        offset: 0,
        limit: 50,
        ...more,
      });
      return [rows.map((row) => Number(row.id.slice(6))), total];
    };
    expect(list({ limit: 3 })).toEqual([[8, 7, 6], 9]);
    expect(list({ limit: 3, offset: 7 })).toEqual([[1, 0], 9]);
    expect(list({ sort: 'number', descending: false, limit: 2 })).toEqual([[8, 7], 9]);
    expect(list({ sort: 'total', descending: false, limit: 2 })).toEqual([[0, 5], 9]);
    expect(list({ status: 'draft' })).toEqual([[7, 5, 3, 1], 4]);
    expect(list({ accountId: otherAccount })).toEqual([[], 0]);
    for (const search of ['petrović', 'пет', 'ana@f', '1234567', 'abe0004', 'ABE-0004', 'token4']) {
      expect([search, list({ search })]).toEqual([search, [[4], 1]]);
    }
    expect(list({ search: 'ab' })[1]).toBe(9);
    expect(list({ search: 'zzz' })).toEqual([[], 0]);
    expect(list({ search: 'a" OR 1=1; --' })[1]).toBe(0);
    expect(list({ search: '   ' })[1]).toBe(9);
  });
});

describe('payments and refund requests', () => {
  test('are kept by order and payment, and only changes are told', () => {
    const { cache } = cacheKit();
    expect(cache.orders.upsertPayments([payment(1), payment(2), payment(3, { orderId: id(2) })])).toEqual([
      id(1),
      id(2),
    ]);
    expect(cache.orders.upsertPayments([payment(1), payment(2, { status: 'failed' })])).toEqual([id(1)]);
    expect(cache.orders.paymentsOf(account, id(1))).toEqual([payment(1), payment(2, { status: 'failed' })]);
    expect(cache.orders.payment(account, as<PaymentId>('payment-3'))?.orderId).toBe(id(2));
    expect(cache.orders.upsertRefundRequests([refund(1), refund(2)])).toBe(true);
    expect(cache.orders.upsertRefundRequests([refund(1), refund(2)])).toBe(false);
    const done = refund(1, { state: 'completed', amount: { minor: 5, currency: 'RSD' }, orderId: id(1) });
    expect(cache.orders.upsertRefundRequests([done])).toBe(true);
    expect(cache.orders.refundRequest(account, done.id)).toEqual(done);
    expect(cache.orders.openRefundRequests(account)).toEqual([refund(2)]);
    expect(cache.orders.refundRequestsOf(account, [as<PaymentId>('payment-1'), as<PaymentId>('x')])).toEqual([
      refund(2),
      done,
    ]);
    expect(cache.orders.refundRequests(1)).toEqual([refund(2)]);
  });
});

describe('facts', () => {
  test('are set, changed and taken back by account', () => {
    const { cache } = cacheKit();
    cache.facts.set(account, 'a', '1');
    cache.facts.set(account, 'a', '2');
    cache.facts.set(otherAccount, 'b', null);
    expect([cache.facts.get(account, 'a'), cache.facts.get(otherAccount, 'a')]).toEqual(['2', null]);
    cache.facts.set(account, 'a', null);
    expect(cache.facts.get(account, 'a')).toBeNull();
  });

  test('hold the last statistics of a span, and names of events', () => {
    const { cache } = cacheKit();
    const slice = { views: 1, clicks: 2, orders: 3, orderSum: 867.62 };
    const span = { accountId: account, from: '2026-01-01', to: '2026-01-31' };
    const statistics = {
      ...slice,
      ...span,
      uniqueEvents: 1,
      byDay: [{ ...slice, date: span.from }],
      byEvent: [],
      fetchedAt: time(5),
      stale: false,
      askAgainAt: null,
    };
    cache.facts.saveStatistics(statistics);
    expect(cache.facts.statistics(account, span.from, span.to)).toEqual(statistics);
    expect(cache.facts.statistics(account, span.from, '2026-02-01')).toBeNull();
    pullAll(cache, [ticketRow()]);
    const { eventId } = ticketRow();
    const told = { place: 'Dom', city: 'Beograd', currency: 'RSD', zone: 'Europe/London' };
    cache.facts.upsertEvents(account, [{ id: eventId, name: 'Ime', ...told }]);
    cache.facts.upsertEvents(account, [
      { id: eventId, name: 'Ime', place: null, city: null, currency: null, zone: null },
    ]);
    expect(cache.tickets.events()).toMatchObject([
      { name: 'Ime', place: 'Dom', city: 'Beograd', dates: [{ tickets: 1 }] },
    ]);
  });
});

describe('removing an account', () => {
  test.each([true, false])('takes everything of it and nothing else (alone: %s)', (alone) => {
    const { cache, look } = cacheKit();
    pullAll(cache, [ticketRow({ name: 'Ana' }), ticketRow({ name: 'Ana' })]);
    cache.orders.upsertOrders([orderLike()]);
    cache.orders.upsertPayments([payment(1)]);
    cache.orders.upsertRefundRequests([refund(1)]);
    cache.facts.set(account, 'a', '1');
    cache.tickets.setAside(account, [{ field: 'f', message: 'm', fingerprint: 'x' }]);
    cache.tickets.storePages(account, cache.tickets.beginPass(account, null, null, time(0)), [
      { rows: [ticketRow()], nextPage: 2, total: 9 },
    ]);
    if (!alone) pullAll(cache, [ticketRow({ name: 'Ana Other' })], { accountId: otherAccount });
    cache.removeAccount(account);
    cache.removeAccount(account);
    expect(cache.tickets.count(account)).toBe(0);
    expect(cache.tickets.search('ana', {}, { limit: 9, tonight: '' }).hits).toHaveLength(alone ? 0 : 1);
    look((db) => {
      for (const table of [
        'account',
        'event',
        'event_date',
        'ticket',
        'orders',
        'payment',
        'refund_request',
        'fact',
        'pass',
        'pass_seen',
        'set_aside',
      ]) {
        const left = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
        expect([table, left]).toEqual([
          table,
          !alone && ['account', 'event', 'event_date', 'ticket'].includes(table) ? 1 : 0,
        ]);
      }
      for (const index of ['ticket_words', 'ticket_codes', 'order_words', 'order_codes']) {
        db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`);
      }
    });
    expect(pullAll(cache, [ticketRow({ name: 'Ana' })])).toMatchObject({ settled: true });
  });
});

test("a guest's tickets are found by e-mail or phone, newest event date first", () => {
  const { cache } = cacheKit();
  const later = '2026-10-01T19:00:00+02:00';
  pullAll(cache, [
    ticketRow({ identity: '01', name: 'A', email: 'ANA@firma.rs' }),
    ticketRow({ identity: '02', name: 'B', phone: '+381641234567', date: later }),
    ticketRow({ identity: '03', name: 'C', email: 'hana@firma.rs', phone: '+3816412345678' }),
    ticketRow({ identity: '04', name: 'D' }),
  ]);
  const found = (email: string, phone: string, limit = 10): string[] =>
    cache.tickets.ofContact(account, { name: 'x', email, phone }, limit).map((ticket) => ticket.holder.name);
  expect(found('ana@FIRMA.rs', '+381 64 1234567')).toEqual(['B', 'A']);
  expect(found('ana@firma.rs', '', 1)).toEqual(['A']);
  expect(found('', '')).toEqual([]);
  expect(cache.tickets.ofContact(otherAccount, { name: '', email: 'ana@firma.rs', phone: '' }, 5)).toEqual([]);
});
