import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Capability } from '../../shared/domain/accounts.ts';
import type { OrderId, SaleId } from '../../shared/ids.ts';
import { lostOrder } from '../cache/lost-order.ts';
import { refreshOrder } from './online.ts';
import { readSignals } from './signals.ts';
import { readAlone } from './signals-alone.ts';
import { TestLine } from './test-line.fixture.ts';

/* How open sales hear of their payment when the list does not show them all. */

let it: TestLine;

beforeEach(() => {
  it = new TestLine();
  it.fake.perPage = 2;
});
afterEach(() => it.remove());

/** Sales with their orders, oldest first; the list shows the newest two. */
async function sold(count: number): Promise<readonly { readonly id: SaleId; readonly orderId: OrderId }[]> {
  const sales = [];
  for (let n = 0; n < count; n += 1) {
    const id = it.sell({ name: `Gost ${n}` });
    await it.push();
    const orderId = it.ledger.sales.get(id)?.orderId;
    if (!orderId) throw new Error('the order was not made');
    sales.push({ id, orderId });
    it.pass(1_000);
  }
  return sales;
}

const stateOf = (id: SaleId) => it.ledger.sales.get(id)?.payState;
const lost = (orderId: OrderId) => lostOrder(it.line.context.cache().facts, it.line.account.id, orderId);

/** One round of the signals, and one of the orders that are asked for by themselves. */
async function round(watched: SaleId | null = null): Promise<void> {
  await readSignals(it.line, watched);
  await readAlone(it.line, watched);
}

/** Rounds as time goes by; those without an answer are repeated later, as the loops do. */
async function rounds(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += it.pace.signalsRecentMs) {
    await round().catch(() => undefined);
    it.pass(it.pace.signalsRecentMs);
  }
}

test.each(['not_found', 'forbidden', 'bad_response', 'server_error'] as const)(
  'an old sale whose order is answered with %s keeps no other from being heard of',
  async (code) => {
    const [old, unlisted, , newest] = await sold(4);
    if (!old || !unlisted || !newest) throw new Error('not sold');
    it.fake.refusals.set(old.orderId, code);
    await rounds(30_000);
    it.fake.pay(newest.orderId);
    expect(await readSignals(it.line, newest.id)).toEqual([newest.id]);
    expect(stateOf(newest.id)).toBe('paid');
    // What only its own order tells.
    it.fake.cancel(unlisted.orderId);
    await rounds(60_000);
    expect(stateOf(unlisted.id)).toBe('expired');
    expect(stateOf(old.id)).toBe('awaiting_payment');
  },
);

test('an order that its system does not tell is noted, looked for rarely, and found again', async () => {
  const [old] = await sold(3);
  if (!old) throw new Error('not sold');
  it.fake.refusals.set(old.orderId, 'not_found');
  it.pass(3_600_000);
  await round();
  expect(lost(old.orderId)).toEqual({ why: 'not_found', at: it.line.context.now() });
  await rounds(1_800_000);
  expect(it.fake.askedFor).toEqual([old.orderId]);
  it.fake.refusals.clear();
  await rounds(2_400_000);
  expect(lost(old.orderId)).toBeNull();
});

test('an order that its system tells a moment late is found again by the list', async () => {
  const [, sale] = await sold(2);
  if (!sale) throw new Error('not sold');
  it.fake.refusals.set(sale.orderId, 'not_found');
  await expect(refreshOrder(it.line, sale.orderId)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  expect(lost(sale.orderId)).not.toBeNull();
  await readSignals(it.line, sale.id);
  expect(lost(sale.orderId)).toBeNull();
});

test('of many that the list does not show each has its turn, newest first, two at a time', async () => {
  const sales = await sold(9);
  await round();
  expect(it.fake.askedFor).toEqual([sales[6]?.orderId, sales[5]?.orderId]);
  await rounds(it.pace.signalsRecentMs * 4);
  expect(new Set(it.fake.askedFor).size).toBe(7);
});

test('those that are old are asked for rarely', async () => {
  const [old] = await sold(3);
  if (!old) throw new Error('not sold');
  it.pass(3_600_000);
  await rounds(600_000);
  expect(it.fake.askedFor.length).toBeLessThanOrEqual(2);
  it.fake.cancel(old.orderId);
  await rounds(600_000);
  expect(stateOf(old.id)).toBe('expired');
});

test('the list of orders tells of a payment when that of payments cannot be read', async () => {
  const [, sale] = await sold(2);
  if (!sale) throw new Error('not sold');
  it.fake.paymentsRefused = 'server_error';
  it.fake.cancel(sale.orderId);
  expect(await readSignals(it.line, null)).toEqual([sale.id]);
});

test('“Ask the platform” writes down what it hears', async () => {
  const [old] = await sold(3);
  if (!old) throw new Error('not sold');
  it.fake.pay(old.orderId);
  await refreshOrder(it.line, old.orderId);
  expect(stateOf(old.id)).toBe('paid');
});

test('without lists the watched sale is asked for with each round, the others in turn', async () => {
  const sales = await sold(3);
  const [first, , watched] = sales;
  if (!first || !watched) throw new Error('not sold');
  const line = { ...it.line, platform: { ...it.line.platform, capabilities: new Set<Capability>(['orders.create']) } };
  await readSignals(line, watched.id);
  await readSignals(line, watched.id);
  expect(it.fake.askedFor).toEqual([watched.orderId, watched.orderId]);
  it.fake.refusals.set(first.orderId, 'not_found');
  it.fake.pay(watched.orderId);
  await readAlone(line, null);
  expect(await readSignals(line, watched.id)).toEqual([watched.id]);
  expect(new Set(it.fake.askedFor).size).toBe(3);
});
