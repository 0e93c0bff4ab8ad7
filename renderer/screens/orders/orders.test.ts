import { describe, expect, test } from 'vitest';
import type { Sale } from '../../../shared/domain/acts.ts';
import type { Order } from '../../../shared/domain/orders.ts';
import type { OrderPage, OrderRow } from '../../../shared/domain/views.ts';
import { type AccountId, as, type EpochMs, type IsoTime, type OrderId, type SaleId } from '../../../shared/ids.ts';
import { otherWord } from '../../components/order-status.tsx';
import { cellsOf, laidOver, routeOfRow, rowKey } from './order-rows.ts';
import { pageSpan } from './pages.ts';

const accountId = as<AccountId>('door');

function order(id: string, more: Partial<Order> = {}): Order {
  return {
    accountId,
    id: as<OrderId>(id),
    number: `AYM-${id}`,
    publicToken: 'token',
    status: 'awaiting_payment',
    platformStatus: { id: '1', name: 'Новый' },
    total: { minor: 10100, currency: 'RSD' },
    createdAt: as<IsoTime>('2025-11-05T17:34:14.000000Z'),
    createdAtMs: as<EpochMs>(1),
    contact: null,
    items: null,
    paymentLink: null,
    ...more,
  };
}

function sale(id: string): Sale {
  return {
    id: as<SaleId>(id),
    accountId,
    reference: 'K7',
    customer: { name: 'Đorđe', email: '', phone: '' },
    items: [],
    total: { minor: 5000, currency: 'RSD' },
    tender: 'link',
    createdAtMs: as<EpochMs>(2),
    by: '',
    queueState: 'queued',
    payState: 'waiting_for_network',
    orderId: null,
    orderNumber: null,
    publicToken: null,
    paymentLink: null,
    cashNoted: null,
    attempts: [],
    nextAttemptMs: null,
  };
}

function page(rows: OrderRow[], source: OrderPage['source']): OrderPage {
  return { rows, total: rows.length, source, problem: null };
}

describe('orders of the platform over what is stored', () => {
  test('a row that changed here since is shown as it is now', () => {
    const platform = page([{ order: order('1'), sale: null }], 'platform');
    const stored = page([{ order: order('1', { status: 'paid' }), sale: null }], 'cache');
    expect(laidOver(platform, stored)[0]?.order?.status).toBe('paid');
  });

  test('sales that wait stand on top, each once', () => {
    const waiting = { order: null, sale: sale('s') };
    const platform = page([waiting, { order: order('1'), sale: null }], 'platform');
    const rows = laidOver(platform, page([waiting, { order: order('2'), sale: null }], 'cache'));
    expect(rows.map(rowKey)).toEqual(['sale s', 'order door 1']);
  });

  test('a sale that was sent meanwhile is no longer said to wait', () => {
    const platform = page([{ order: null, sale: sale('s') }], 'platform');
    expect(laidOver(platform, page([], 'cache'))).toEqual([]);
  });

  test('what was sold here after the platform answered stands on top until it is asked again', () => {
    const platform = page([{ order: order('1'), sale: null }], 'platform');
    const sold = { order: order('2', { createdAtMs: as<EpochMs>(2) }), sale: sale('s') };
    const elsewhere = { order: order('3', { createdAtMs: as<EpochMs>(3) }), sale: null };
    const rows = laidOver(platform, page([elsewhere, sold, { order: order('1'), sale: null }], 'cache'));
    expect(rows.map(rowKey)).toEqual(['order door 2', 'order door 1']);
  });

  test('sold in the very second of the newest that the platform listed: on top all the same', () => {
    const platform = page([{ order: order('1'), sale: null }], 'platform');
    const sold = { order: order('2'), sale: sale('s') };
    const rows = laidOver(platform, page([sold, { order: order('1'), sale: sale('t') }], 'cache'));
    expect(rows.map(rowKey)).toEqual(['order door 2', 'order door 1']);
  });

  test('before the platform answered, or when it could not, what is stored is shown', () => {
    const stored = page([{ order: order('2'), sale: null }], 'cache');
    expect(laidOver(undefined, stored)).toBe(stored.rows);
    expect(laidOver(page([{ order: order('1'), sale: null }], 'cache'), stored)).toBe(stored.rows);
    expect(laidOver(undefined, undefined)).toEqual([]);
  });
});

describe('one row', () => {
  test('an order leads to itself, a waiting sale to itself', () => {
    expect(routeOfRow({ order: order('1'), sale: sale('s') })).toEqual({
      screen: 'order',
      target: { accountId, orderId: '1' },
    });
    expect(routeOfRow({ order: null, sale: sale('s') })).toEqual({ screen: 'order', target: { saleId: 's' } });
    expect(routeOfRow({ order: null, sale: null })).toBeNull();
  });

  test('the guest is whoever is known, and the platform keeps its own word', () => {
    expect(cellsOf({ order: order('1'), sale: sale('s') })).toMatchObject({
      number: 'AYM-1',
      reference: 'K7',
      guest: 'Đorđe',
      platformWord: 'Новый',
      status: { kind: 'order', status: 'awaiting_payment' },
    });
    expect(cellsOf({ order: null, sale: sale('s') })).toMatchObject({
      number: null,
      platformWord: null,
      status: { kind: 'sale', state: 'waiting_for_network' },
    });
  });
});

test('the platform’s word stands beside ours only where it is another', () => {
  expect(otherWord('Paid', 'Новый')).toBe('Новый');
  expect(otherWord('Paid', 'paid')).toBeNull();
  expect(otherWord('Плаћено', 'Plaćeno')).toBeNull();
  expect(otherWord('Paid', '')).toBeNull();
});

describe('pages', () => {
  test.each([
    [0, 50, 0, { first: 0, last: 0, previousOffset: null, nextOffset: null }],
    [0, 50, 20, { first: 1, last: 20, previousOffset: null, nextOffset: null }],
    [0, 50, 1000, { first: 1, last: 50, previousOffset: null, nextOffset: 50 }],
    [950, 50, 1000, { first: 951, last: 1000, previousOffset: 900, nextOffset: null }],
    [20, 50, 1000, { first: 21, previousOffset: 0, nextOffset: 70 }],
  ])('from %i by %i of %i', (offset, limit, total, expected) => {
    expect(pageSpan(offset, limit, total)).toMatchObject(expected);
  });
});
