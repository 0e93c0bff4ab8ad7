import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Order, OrderStatus } from '../../shared/domain/orders.ts';
import { as, type IsoTime, type OrderId } from '../../shared/ids.ts';
import type { OrderDraft } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { pollOrders } from './pull-order-changes.ts';
import { readAllOrders } from './pull-orders.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
/** What was asked for, in its order. */
let asked: string[];
beforeEach(() => {
  it = new TestLine();
  it.fake.perPage = 2;
  asked = [];
  const { platform } = it.line;
  const { orders, order, payments } = platform;
  platform.orders = (query) => {
    asked.push(`orders ${query.page}`);
    return orders(query);
  };
  platform.payments = (query) => {
    asked.push(`payments ${query.page}`);
    return payments(query);
  };
  platform.order = (id, how) => {
    asked.push(id);
    return order(id, how);
  };
});
afterEach(() => it.remove());

const customer = { name: 'Ana', email: '', phone: '' };
const unitPrice = { minor: 15_000, currency: 'RSD' };
const draft = { currency: 'RSD', customer, items: [{ unitPrice, quantity: 1 }] } as unknown as OrderDraft;

function sellElsewhere(count: number): readonly OrderId[] {
  return Array.from({ length: count }, () => {
    it.pass(60_000);
    return it.fake.create(draft).id;
  });
}

/** What the platform says of an order from now on. */
function become(id: OrderId, status: OrderStatus): void {
  const n = it.fake.made.findIndex(({ order }) => order.id === id);
  const made = it.fake.made[n];
  if (made === undefined) throw new Error('no such order');
  it.fake.made[n] = { ...made, order: { ...made.order, status } };
}

const known = (id: OrderId): Order | null => it.line.context.cache().orders.order(it.line.account.id, id);

/** Sells so many elsewhere and reads all. */
async function readAll(count: number): Promise<readonly OrderId[]> {
  const ids = sellElsewhere(count);
  await readAllOrders(it.line, false);
  asked = [];
  return ids;
}

async function poll(): Promise<readonly string[]> {
  asked = [];
  await pollOrders(it.line);
  return asked;
}

describe('a poll', () => {
  test('is one request for payments and one for orders when nothing is new', async () => {
    const [first] = await readAll(5);
    if (first !== undefined) it.fake.pay(first);
    await poll();
    expect(await poll()).toEqual(['payments 1', 'orders 1']);
  });

  test('reads back to what was known, though a paid signal has stored the newest page already', async () => {
    await readAll(3);
    const ids = sellElsewhere(4);
    const { rows } = await it.line.platform.orders({ page: 1, priority: 'signals' });
    it.line.context.cache().orders.upsertOrders(rows);
    expect(await poll()).toEqual(['payments 1', 'orders 1', 'orders 2', 'orders 3']);
    expect(ids.every((id) => known(id) !== null)).toBe(true);
    expect(await poll()).toEqual(['payments 1', 'orders 1']);
  });

  test('asks for an old order that was paid elsewhere, and only once', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    it.pass(60_000);
    it.fake.pay(old);
    become(old, 'paid');
    expect(await poll()).toEqual(['payments 1', 'orders 1', old]);
    expect(known(old)?.status).toBe('paid');
    expect(it.told).toContain('orders.changed');
    expect(await poll()).toEqual(['payments 1', 'orders 1']);
  });

  test('and for it also when the paid signals have read that payment first', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    it.pass(60_000);
    it.fake.pay(old);
    become(old, 'paid');
    it.line.context.cache().orders.upsertPayments(it.fake.payments);
    expect(await poll()).toContain(old);
  });

  test('and for one whose money went back', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    it.fake.pay(old);
    become(old, 'paid');
    await poll();
    it.pass(60_000);
    it.fake.pay(old);
    const back = it.fake.payments.at(-1);
    if (back === undefined) throw new Error('no payment');
    it.fake.payments[it.fake.payments.length - 1] = { ...back, amount: { ...back.amount, minor: -15_000 } };
    become(old, 'cancelled');
    expect(await poll()).toContain(old);
    expect(known(old)?.status).toBe('cancelled');
  });

  test('an order that cannot be asked for just then is asked for the next time', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    it.pass(60_000);
    it.fake.pay(old);
    become(old, 'paid');
    const { order } = it.line.platform;
    it.line.platform.order = () => Promise.reject(failure('offline', 'cut', { outcome: 'not_sent', retryable: true }));
    await expect(poll()).rejects.toMatchObject({ problem: { code: 'offline' } });
    it.line.platform.order = order;
    expect(await poll()).toEqual(['payments 1', 'orders 1', old]);
    expect(known(old)?.status).toBe('paid');
  });

  test('one that the platform refuses to tell of keeps none from the others', async () => {
    const [first, second] = await readAll(6);
    if (first === undefined || second === undefined) throw new Error('no order');
    it.pass(60_000);
    for (const id of [first, second]) {
      it.fake.pay(id);
      become(id, 'paid');
    }
    const { order } = it.line.platform;
    it.line.platform.order = (id, how) =>
      id === first ? Promise.reject(failure('forbidden', 'no', { outcome: 'refused' })) : order(id, how);
    await poll();
    expect(known(second)?.status).toBe('paid');
    expect(await poll()).toEqual(['payments 1', 'orders 1']);
  });
});

describe('a reading of all orders', () => {
  test('is made again after twelve hours: an order cancelled elsewhere tells nobody', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    become(old, 'cancelled');
    await poll();
    it.pass(11 * 3_600_000);
    await readAllOrders(it.line, false);
    expect(known(old)?.status).toBe('awaiting_payment');
    it.pass(2 * 3_600_000);
    await readAllOrders(it.line, false);
    expect(known(old)?.status).toBe('cancelled');
    asked = [];
    await readAllOrders(it.line, false);
    expect(asked).toEqual([]);
  });

  test('is made again when asked for, and comes to its end though the network goes', async () => {
    const [old] = await readAll(6);
    if (old === undefined) throw new Error('no order');
    become(old, 'cancelled');
    it.fake.unreachable = true;
    await expect(readAllOrders(it.line, true)).rejects.toThrow();
    it.fake.unreachable = false;
    await readAllOrders(it.line, false);
    expect(known(old)?.status).toBe('cancelled');
  });
});

test('an order that is paid while all are read is asked for by the poll that follows', async () => {
  const ids = sellElsewhere(6);
  const { orders } = it.line.platform;
  it.line.platform.orders = async (query) => {
    const answer = await orders(query);
    // Just after the page that holds it was made.
    if (query.page === 3 && it.fake.payments.length === 0 && ids[0] !== undefined) {
      it.fake.pay(ids[0]);
      become(ids[0], 'paid');
    }
    return answer;
  };
  await readAllOrders(it.line, false);
  const [oldest] = ids;
  expect(oldest && known(oldest)?.status).toBe('awaiting_payment');
  expect(await poll()).toContain(oldest);
  expect(oldest && known(oldest)?.status).toBe('paid');
});

describe('where orders can be asked for by their change', () => {
  test('one request tells what moved, and money that went back by the order itself', async () => {
    const { line } = it;
    const [first, second] = await readAll(6);
    if (first === undefined || second === undefined) throw new Error('no order');
    (line.platform.capabilities as Set<string>).add('orders.since');
    const since: IsoTime[] = [];
    let rows: readonly Order[] = [];
    line.platform.ordersSince = async (request) => {
      since.push(request.since);
      const changed = rows.map((order) => ({ order, payment: null }));
      return { rows: changed, setAside: [], total: rows.length, pages: 1, page: 1 };
    };
    expect(await poll()).toEqual([]);
    it.pass(60_000);
    become(first, 'cancelled');
    become(second, 'refunded');
    rows = it.fake.made.map(({ order }) => order).filter(({ id }) => id === first || id === second);
    expect(await poll()).toEqual([second]);
    expect(known(first)?.status).toBe('cancelled');
    // The same again: the overlap shows it for a while, and nothing is asked for it.
    expect(await poll()).toEqual([]);
    const [begun, next] = since.map((time) => Date.parse(time));
    expect(next).toBe(Number(begun));
    expect(Date.parse(as<IsoTime>(since.at(-1) ?? ''))).toBeGreaterThan(Number(begun));
  });
});
