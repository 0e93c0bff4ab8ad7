import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order, OrderItem } from '../../shared/domain/orders.ts';
import { type AccountId, as, type EpochMs, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { type Candidate, decideReconcile, decideRefund, inWindow, sameItems } from './decide-reconcile.ts';

const sentAt = Date.parse('2026-11-21T20:00:00Z');
const clock = { firstSentMs: sentAt, lastSentMs: sentAt, skewMs: 0 };
const rsd = (minor: number) => ({ minor, currency: 'RSD' });

function item(change: Partial<OrderItem> = {}): OrderItem {
  return {
    type: 'service',
    name: 'Cloakroom',
    unitPrice: rsd(20000),
    quantity: 1,
    calendarId: null,
    ticketTypeId: null,
    date: null,
    ...change,
  };
}

const sale = { items: [item(), item({ type: 'event', name: 'Stand-up', calendarId: 12 })], total: rsd(40000) };

function candidate(
  id: string,
  change: Partial<Order> = {},
  items: readonly OrderItem[] | null = sale.items,
): Candidate {
  const createdAtMs = change.createdAtMs ?? as<EpochMs>(sentAt + 1_000);
  return {
    items,
    order: {
      accountId: as<AccountId>('account'),
      id: as<OrderId>(id),
      number: `AAA-${id}`,
      publicToken: id,
      status: 'awaiting_payment',
      platformStatus: { id: '1', name: 'Novo' },
      total: sale.total,
      createdAt: as<IsoTime>(new Date(createdAtMs).toISOString()),
      createdAtMs,
      contact: null,
      items: null,
      paymentLink: null,
      ...change,
    },
  };
}

const none: ReadonlySet<OrderId> = new Set();

describe('a sale whose answer was lost', () => {
  test.each([
    ['nothing found', [], none, 1, { kind: 'absent' }],
    ['one that fits', [candidate('a')], none, 1, { kind: 'adopt', orderId: 'a' }],
    ['one that another sale is', [candidate('a')], new Set([as<OrderId>('a')]), 1, { kind: 'absent' }],
    ['another total', [candidate('a', { total: rsd(39999) })], none, 1, { kind: 'absent' }],
    ['another currency', [candidate('a', { total: { minor: 40000, currency: 'EUR' } })], none, 1, { kind: 'absent' }],
    ['other items for the same total', [candidate('a', {}, [item({ quantity: 2 })])], none, 1, { kind: 'absent' }],
    ['an hour before', [candidate('a', { createdAtMs: as<EpochMs>(sentAt - 3_600_000) })], none, 1, { kind: 'absent' }],
    [
      'the older of two twins in doubt',
      [candidate('b', { createdAtMs: as<EpochMs>(sentAt + 2_000) }), candidate('a')],
      none,
      2,
      { kind: 'adopt', orderId: 'a' },
    ],
  ] as const)('%s', (_name, candidates, claimed, twins, verdict) => {
    expect(decideReconcile(sale, candidates, claimed, twins, clock)).toEqual(verdict);
  });

  test('two that fit for one sale: a person decides', () => {
    const verdict = decideReconcile(sale, [candidate('a'), candidate('b')], none, 1, clock);
    expect(verdict).toMatchObject({ kind: 'doubt', orderIds: ['a', 'b'] });
  });

  test('items that could not be read: a person decides', () => {
    expect(decideReconcile(sale, [candidate('a', {}, null)], none, 1, clock)).toMatchObject({ kind: 'doubt' });
  });

  test('never adopts what is claimed, and never adopts when more fit than are in doubt', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        fc.nat(6),
        fc.integer({ min: 1, max: 4 }),
        (ids, claimedCount, twins) => {
          const claimed = new Set(ids.slice(0, claimedCount).map((id) => as<OrderId>(id)));
          const verdict = decideReconcile(
            sale,
            ids.map((id) => candidate(id)),
            claimed,
            twins,
            clock,
          );
          const free = ids.length - claimed.size;
          if (free === 0) expect(verdict.kind).toBe('absent');
          else if (free > twins) expect(verdict.kind).toBe('doubt');
          else expect(verdict.kind === 'adopt' && !claimed.has(verdict.orderId)).toBe(true);
        },
      ),
    );
  });
});

test('the window follows the platform clock', () => {
  const day = 86_400_000;
  expect(inWindow(sentAt + day, sentAt, sentAt, day)).toBe(true);
  expect(inWindow(sentAt + day, sentAt, sentAt, 0)).toBe(false);
  expect(inWindow(sentAt + 20 * 60_000, sentAt, sentAt, 0)).toBe(true);
});

test('items are the same in any order, and not when one is left over', () => {
  const [first, second] = sale.items;
  expect(
    sameItems(
      sale.items,
      [second, first].filter((one) => one !== undefined),
    ),
  ).toBe(true);
  expect(sameItems(sale.items, [...sale.items, item()])).toBe(false);
  expect(sameItems([item(), item()], [item(), item({ name: 'Parking' })])).toBe(false);
});

test.each([
  ['a request stands', 1, 1, false, 'adopt'],
  ['none stands', 1, 0, false, 'absent'],
  ['an unpaid order that is cancelled', 0, 0, true, 'adopt'],
  ['an unpaid order that is not', 0, 0, false, 'absent'],
] as const)('a refund whose answer was lost: %s', (_name, payments, standing, cancelled, verdict) => {
  expect(decideRefund(payments, standing, cancelled)).toBe(verdict);
});
