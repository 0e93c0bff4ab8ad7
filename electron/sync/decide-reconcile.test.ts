import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order, OrderItem } from '../../shared/domain/orders.ts';
import { sameItems } from '../../shared/domain/same-items.ts';
import { type AccountId, as, type EpochMs, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { type Candidate, type Doubt, decideReconcile, decideRefund } from './decide-reconcile.ts';

const sentAt = Date.parse('2026-11-21T20:00:00Z');
const spans = [{ sinceMs: sentAt - 5_000, fromMs: sentAt - 5_000, toMs: sentAt + 6_000 }];
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
  change: Partial<Order> & { readonly after?: number; readonly foundByAll?: boolean; readonly ofGuest?: boolean } = {},
  items: readonly OrderItem[] | null = sale.items,
): Candidate {
  const { after = 1_000, foundByAll = true, ofGuest = true, ...order } = change;
  const createdAtMs = as<EpochMs>(sentAt + after);
  return {
    items,
    foundByAll,
    ofGuest,
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
      ...order,
    },
  };
}

const doubt = (change: Partial<Doubt> = {}): Doubt => ({
  claimed: new Set(),
  twins: 1,
  spans,
  lateForMs: 120_000,
  marked: false,
  ...change,
});
const claimed = (...ids: string[]): Partial<Doubt> => ({ claimed: new Set(ids.map((id) => as<OrderId>(id))) });

const other = [item({ name: 'Garderobe', quantity: 2 })];
const absent = { kind: 'absent' };

describe('a sale whose answer was lost', () => {
  test.each<[string, readonly Candidate[], Partial<Doubt>, object]>([
    ['nothing found', [], {}, { kind: 'absent' }],
    ['one that fits', [candidate('a')], {}, { kind: 'adopt', orderId: 'a' }],
    ['one that another sale is', [candidate('a')], claimed('a'), { kind: 'absent' }],
    ['an hour before', [candidate('a', { after: -3_600_000 })], {}, { kind: 'absent' }],
    ['just before it was sent', [candidate('a', { after: -6_000 })], {}, { kind: 'absent' }],
    [
      'another total: a fee, or another order? a person looks',
      [candidate('a', { total: rsd(39999) })],
      {},
      { kind: 'doubt', why: 'fits_in_part', orderIds: ['a'] },
    ],
    [
      'another currency',
      [candidate('a', { total: { minor: 40000, currency: 'EUR' } })],
      {},
      { kind: 'doubt', why: 'fits_in_part' },
    ],
    ['other items for the same total', [candidate('a', {}, [item({ quantity: 2 })])], {}, { why: 'fits_in_part' }],
    ['items that could not be read', [candidate('a', {}, null)], {}, { why: 'fits_in_part' }],
    ['another total, made later', [candidate('a', { total: rsd(1), after: 600_000 })], {}, { why: 'may_be_rewritten' }],
    [
      'a fee as an item of its own, made later',
      [
        candidate('a', { total: rsd(40500), after: 600_000 }, [
          ...sale.items,
          item({ name: 'Fee', unitPrice: rsd(500) }),
        ]),
      ],
      {},
      { why: 'may_be_rewritten' },
    ],
    ['renamed, made later', [candidate('a', { after: 600_000 }, other)], {}, { why: 'may_be_rewritten' }],
    [
      'nothing fits but the guest, made while it may still have been worked on',
      [candidate('a', { total: rsd(1), after: 100_000 }, other)],
      {},
      { why: 'may_be_rewritten' },
    ],
    [
      'nothing fits but the guest, made after that',
      [candidate('a', { total: rsd(1), after: 600_000 }, other)],
      {},
      absent,
    ],
    [
      'the same, of nobody known',
      [candidate('a', { total: rsd(1), foundByAll: false, ofGuest: false }, other)],
      {},
      absent,
    ],
    [
      'renamed, of nobody known',
      [candidate('a', { foundByAll: false, ofGuest: false }, other)],
      {},
      { why: 'may_be_rewritten', orderIds: ['a'] },
    ],
    [
      'another total and other items, found by the e-mail and not by the phone',
      [candidate('b', { total: rsd(1), foundByAll: false }, other), candidate('a', { total: rsd(2) }, other)],
      {},
      { why: 'may_be_rewritten', orderIds: ['a', 'b'] },
    ],
    [
      'fits, but was made after the answer was lost',
      [candidate('a', { after: 60_000 })],
      {},
      { why: 'may_be_anothers' },
    ],
    ['fits, and was made the next day', [candidate('a', { after: 86_400_000 })], {}, { why: 'may_be_anothers' }],
    [
      'fits, was made the next day, and carries our reference',
      [candidate('a', { after: 86_400_000 })],
      { marked: true },
      { kind: 'adopt' },
    ],
    [
      'the same with our mark in its name',
      [candidate('a', { after: 60_000 })],
      { marked: true },
      { kind: 'adopt', orderId: 'a' },
    ],
    [
      'fits, found by the phone and not by the e-mail',
      [candidate('a', { foundByAll: false })],
      {},
      { why: 'may_be_anothers' },
    ],
    [
      'a sure one beside one found in part',
      [candidate('b', { foundByAll: false }), candidate('a')],
      {},
      { kind: 'adopt', orderId: 'a' },
    ],
    [
      'the older of two twins in doubt',
      [candidate('b', { after: 2_000 }), candidate('a')],
      { twins: 2 },
      { kind: 'adopt', orderId: 'a' },
    ],
    ['two that fit for one sale', [candidate('a'), candidate('b')], {}, { why: 'several_fit', orderIds: ['a', 'b'] }],
  ])('%s', (_name, candidates, change, verdict) => {
    expect(decideReconcile(sale, candidates, doubt(change))).toMatchObject(verdict);
  });

  test('never adopts what is claimed, what lies outside, or when more fit than are in doubt', () => {
    const one = fc.record({
      id: fc.string({ minLength: 1, maxLength: 4 }),
      after: fc.integer({ min: -20_000, max: 200_000 }),
      foundByAll: fc.boolean(),
      minor: fc.constantFrom(40000, 40000, 39999),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(one, { maxLength: 6, selector: ({ id }) => id }),
        fc.nat(6),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (found, claimedCount, twins, marked) => {
          const taken = new Set(found.slice(0, claimedCount).map(({ id }) => as<OrderId>(id)));
          const verdict = decideReconcile(
            sale,
            found.map(({ id, minor, ...more }) => candidate(id, { ...more, total: rsd(minor) })),
            doubt({ claimed: taken, twins, marked }),
          );
          const limit = marked ? Number.POSITIVE_INFINITY : 6_000;
          const free = found.slice(claimedCount).filter(({ after }) => after >= -5_000 && after <= limit);
          const sure = free.filter(({ foundByAll, minor }) => foundByAll && minor === 40000);
          if (verdict.kind === 'adopt') {
            expect(sure.map(({ id }) => id)).toContain(verdict.orderId);
            expect(sure.length).toBeLessThanOrEqual(twins);
          } else if (verdict.kind === 'absent') {
            expect(free).toEqual([]);
          }
        },
      ),
    );
  });
});

test('items are the same in any order, with the blanks that platforms trim, and not when one is left over', () => {
  const [first, second] = sale.items;
  const turned = [second, first].filter((one) => one !== undefined);
  expect(sameItems(sale.items, turned)).toBe(true);
  expect(sameItems([item({ name: ' Poster  A2 ' })], [item({ name: 'Poster A2' })])).toBe(true);
  expect(sameItems(sale.items, [...sale.items, item()])).toBe(false);
  expect(sameItems([item(), item()], [item(), item({ name: 'Parking' })])).toBe(false);
});

const nothing = { payments: 1, covered: 0, decidedAgainst: 0, perhapsAgainst: 0, orderCancelled: false };

test.each([
  ['a request stands', { target: 'payment', ...nothing, covered: 1 }, 'adopt'],
  ['none stands', { target: 'payment', ...nothing }, 'absent'],
  ['it arrived and was refused meanwhile', { target: 'payment', ...nothing, decidedAgainst: 1 }, 'adopt'],
  ['its payment is not there any more', { target: 'payment', ...nothing, payments: 0 }, 'payment_gone'],
  ['the order is cancelled', { target: 'order', ...nothing, orderCancelled: true }, 'adopt'],
  ['an unpaid order that is not', { target: 'order', ...nothing, payments: 0 }, 'absent'],
  [
    'one of two payments asked for, the order open',
    { target: 'order', ...nothing, payments: 2, covered: 1 },
    'partly_asked_for',
  ],
  ['one like it was refused a little before', { target: 'payment', ...nothing, perhapsAgainst: 1 }, 'refused_before'],
] as const)('a refund whose answer was lost: %s', (_name, found, verdict) => {
  expect(decideRefund(found)).toBe(verdict);
});
