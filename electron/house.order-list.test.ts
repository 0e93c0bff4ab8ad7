import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderStatus } from '../shared/domain/orders.ts';
import type { OrderPage } from '../shared/domain/views.ts';
import type { AccountId } from '../shared/ids.ts';
import { HouseFixture } from './house.fixture.ts';

/* What is asked of the platform's order list, while this laptop has read hardly any of it. */

let house: HouseFixture;
let accountId: AccountId;
/** Newest first. */
let booked: readonly Booked[];

interface Booked {
  readonly number: string;
  readonly signature: string;
  readonly status_id: number;
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string } | null;
}

beforeAll(async () => {
  house = await HouseFixture.start(['--tickets', '1000']);
  // What the pull asks for, and staff who ask for nothing special: without a search, without a status.
  const route = '^GET /api/payment/v1/orders\\?page=[0-9]+&per_page=100&sort';
  await house.sandbox.control('POST', '/faults', { system: 'ticrs', kind: '500', route, count: -1 });
  accountId = (await house.connect('ticrs')).id;
  booked = (await house.sandbox.control<{ data: Booked[] }>('GET', '/orders?per_page=1000')).data;
}, 60_000);
afterAll(() => house.end());

const numbers = (page: OrderPage): readonly string[] => page.rows.map(({ order }) => order?.number ?? '');

async function requests(): Promise<readonly string[]> {
  const { requests: all } = await house.sandbox.control<{ requests: { path: string; query: string }[] }>(
    'GET',
    '/requests?since=0',
  );
  return all.filter(({ path }) => path.endsWith('/orders')).map(({ query }) => query);
}

describe('a status is the platform’s to filter by', () => {
  test.each<[OrderStatus, readonly number[]]>([
    ['completed', [5]],
    ['cancelled', [7]],
    ['in_fulfilment', [3, 4]],
    ['refunded', []],
  ])('%s', async (status, ids) => {
    const wanted = booked.filter(({ status_id }) => ids.includes(status_id)).map(({ number }) => number);
    const page = await house.call('orders.list', { status, online: true, limit: 50 });
    expect(page).toMatchObject({ source: 'platform', problem: null, total: wanted.length });
    expect(numbers(page)).toEqual(wanted.slice(0, 50));
  });

  test('the third page is the platform’s third page', async () => {
    const wanted = booked.filter(({ status_id }) => status_id === 5).map(({ number }) => number);
    expect(wanted.length).toBeGreaterThan(150);
    const page = await house.call('orders.list', { status: 'completed', online: true, offset: 100, limit: 50 });
    expect(page).toMatchObject({ source: 'platform', total: wanted.length });
    expect(numbers(page)).toEqual(wanted.slice(100, 150));
  });

  test('another order than newest first is theirs only once all that fits is here', async () => {
    const list = { status: 'paid', sort: 'total', online: true, limit: 50 } as const;
    const few = { ...list, status: 'cancelled' } as const;
    expect((await house.call('orders.list', list)).source).toBe('cache');
    expect((await house.call('orders.list', few)).source).toBe('platform');
  });

  test('what is stored here and has moved on since is not shown as theirs', async () => {
    const one = booked.find(({ status_id }) => status_id === 1);
    const list = { status: 'awaiting_payment', online: true, limit: 50 } as const;
    expect(numbers(await house.call('orders.list', list))).toContain(one?.number);
    await house.sandbox.control('POST', `/tic/orders/${one?.signature}/expire`, {});
    const page = await house.call('orders.list', list);
    expect(page.source).toBe('platform');
    expect(numbers(page)).not.toContain(one?.number);
  });
});

describe('a guest of the platform’s orders, which name no customer', () => {
  /** Somebody whose order was bought elsewhere, and all their orders. */
  function guest(n: number): { readonly email: string; readonly orders: readonly string[] } {
    const someone = booked.filter(({ customer }) => customer !== null)[n]?.customer;
    if (!someone) throw new Error('no guest');
    const theirs = booked.filter(({ customer }) => customer?.email.includes(someone.email));
    return { email: someone.email, orders: theirs.map(({ number }) => number) };
  }

  test('the Orders screen lists what the platform found', async () => {
    const { email, orders } = guest(40);
    const page = await house.call('orders.list', { search: email, online: true, limit: 50 });
    expect(page).toMatchObject({ source: 'platform', total: orders.length });
    expect(numbers(page)).toEqual(orders);
    // With the cable out they are still what was found by these words.
    await house.sandbox.offline(true);
    expect(numbers(await house.call('orders.list', { search: ` ${email.toUpperCase()}`, limit: 50 }))).toEqual(orders);
    await house.sandbox.offline(false);
  });

  test('the lookup finds what it had the platform asked for, and only that', async () => {
    const { email, orders } = guest(60);
    const look = async (query: string) => (await house.call('lookup.search', { query })).hits;
    const found = async (query: string) =>
      (await look(query)).flatMap((hit) => (hit.kind === 'order' && hit.rank === 'platform' ? [hit.number] : []));
    await house.call('orders.list', { search: email, online: true, limit: 50 });
    expect(await found(email)).toEqual([]);
    expect(await house.call('lookup.askPlatform', { query: email })).toEqual({ found: orders.length });
    expect(await found(email)).toEqual(orders);
    expect(await found('nobody@example.test')).toEqual([]);
    // Whatever evening it is narrowed to: an order names none.
    const { hits } = await house.call('lookup.search', { query: email, filter: { day: '2020-01-01' } });
    expect(hits.length).toBe(orders.length);
    const other = await house.call('lookup.search', { query: email, filter: { accountId: 'another' } });
    expect(other.hits).toEqual([]);
  });

  test('asked in pages, each page is asked for once', async () => {
    const before = (await requests()).length;
    for (const offset of [0, 50, 100]) {
      const page = await house.call('orders.list', { search: 'example.test', online: true, offset, limit: 50 });
      expect(page.rows).toHaveLength(50);
    }
    const asked = (await requests()).slice(before).filter((query) => query.includes('search='));
    expect(asked.map((query) => new URLSearchParams(query).get('page'))).toEqual(['1', '1', '2']);
  });
});

test('a system whose list cannot be asked for a status is not said to have answered', async () => {
  const vivenu = (await house.connect('vivenu')).id;
  await house.pulled(vivenu);
  const page = await house.call('orders.list', { accountId: vivenu, status: 'cancelled', online: true, limit: 50 });
  expect(page).toMatchObject({ source: 'cache', problem: null });
  expect((await house.call('orders.list', { accountId, status: 'cancelled', online: true })).source).toBe('platform');
});
