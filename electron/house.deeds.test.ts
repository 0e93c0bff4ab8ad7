import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actOf } from '../shared/domain/act-of.ts';
import type { Deed } from '../shared/domain/acts.ts';
import type { OrderItem } from '../shared/domain/orders.ts';
import { type AccountId, as, type DeedId, type OrderId } from '../shared/ids.ts';
import { historyColumns } from './desk/history-csv.ts';
import { readCsv } from './desk/read-csv.fixture.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* What is done with vivenu's orders is in this door's books, and is done once, whatever becomes of the answer. */

let house: HouseFixture;
let accountId: AccountId;
let cases: Readonly<Record<string, OrderId>>;

beforeAll(async () => {
  house = await HouseFixture.start();
  accountId = (await house.connect('vivenu')).id;
  cases = (await house.sandbox.control<{ transactions: Record<string, OrderId> }>('GET', '/vivenu/cases')).transactions;
  await house.pulled(accountId);
}, 60_000);
afterAll(() => house.end());
afterEach(async () => {
  await house.sandbox.offline(false);
  await house.sandbox.control('DELETE', '/faults');
});

/** An order of a named case, as the laptop then knows it. */
async function orderOf(name: string): Promise<{ readonly accountId: AccountId; readonly orderId: OrderId }> {
  const orderId = cases[name];
  if (orderId === undefined) throw new Error(`the sandbox has no case ${name}`);
  await house.call('orders.get', { accountId, orderId, refresh: true });
  return { accountId, orderId };
}

/** An order that is paid and has its guest's address. */
async function paidOrder(email: string): Promise<{ readonly accountId: AccountId; readonly orderId: OrderId }> {
  const candidates = await house.call('catalogue.candidates', { accountId });
  const found = candidates.find((one) => one.available && one.ticketTypeName === 'Stehplatz');
  if (found === undefined) throw new Error('nothing on sale');
  const line: OrderItem & { type: 'event' } = {
    ...{ type: 'event', name: found.ticketTypeName, unitPrice: found.asMajor, quantity: 1, ref: found.ref },
    ...{ calendarId: null, ticketTypeId: null, date: null },
  };
  const customer = { name: 'Ana Petrović', email, phone: '' };
  const { currency } = line.unitPrice;
  const { id } = await house.call('sales.create', { accountId, tender: 'cash', currency, customer, items: [line] });
  const sale = await house.sale(id, ({ payState }) => payState === 'paid');
  const orderId = as<OrderId>(sale.orderId ?? '');
  await house.call('orders.get', { accountId, orderId, refresh: true });
  return { accountId, orderId };
}

async function deedsOf(orderId: OrderId): Promise<readonly Deed[]> {
  const { entries } = await house.call('queue.history', { limit: 200 });
  return entries.flatMap((entry) => (entry.kind === 'deed' && entry.deed.orderId === orderId ? [entry.deed] : []));
}

const newest = async (orderId: OrderId): Promise<Deed> => {
  const [deed] = await deedsOf(orderId);
  if (deed === undefined) throw new Error('nothing was written down');
  return deed;
};

const deed = (id: DeedId, states: readonly Deed['queueState'][]): Promise<Deed> =>
  until(`a deed that is ${states.join(' or ')}`, async () => {
    const { entries } = await house.call('queue.history', { limit: 200 });
    const found = entries.flatMap((entry) => (entry.kind === 'deed' && entry.deed.id === id ? [entry.deed] : []))[0];
    return found !== undefined && states.includes(found.queueState) && found;
  });

const story = ({ attempts }: Deed) => attempts.map(({ outcome }) => outcome);
const mailsAbout = async (orderId: OrderId) => {
  type Mail = { readonly template: string; readonly to: string; readonly transactionId?: string };
  const { data } = await house.sandbox.control<{ data: Mail[] }>('GET', '/vivenu/outbox?kind=mail');
  return data.filter(({ transactionId }) => transactionId === orderId);
};
const askedFor = async (route: string): Promise<number> => {
  const { requests } = await house.sandbox.control<{ requests: { method: string; path: string }[] }>(
    'GET',
    '/requests',
  );
  return requests.filter(({ method, path }) => `${method} ${path}` === route).length;
};

test('money taken at this till is in the ledger, the journal, the history and the CSV, and the drawer’s sum is right', async () => {
  const order = await orderOf('new_local');
  const before = await house.call('orders.markPaid', order);
  expect(before.openDeeds).toEqual([]);
  expect(before.order?.platformStatus.name).toContain('LOCAL-RECEIVED');
  const done = await newest(order.orderId);
  expect(done).toMatchObject({
    ...{ act: 'markPaid', amount: before.order?.total, by: 'Mira', queueState: 'confirmed' },
    orderNumber: before.order?.number,
  });
  expect(story(done)).toEqual(['sent', 'confirmed']);
  const { entries } = await house.call('queue.history', { kind: 'mark_paid' });
  expect(entries.map((entry) => entry.kind === 'deed' && entry.deed.id)).toContain(done.id);
  const found = await house.call('queue.history', { search: before.order?.number ?? '' });
  expect(found.entries).toHaveLength(1);

  house.fileChosen = join(house.folder, '..', `${done.id}.csv`);
  await house.call('queue.export', { kind: 'mark_paid' });
  const rows = readCsv(readFileSync(house.fileChosen, 'utf8').slice(1));
  const cell = (name: (typeof historyColumns)[number]) => rows[1]?.[historyColumns.indexOf(name)];
  expect(rows).toHaveLength(2);
  expect([cell('kind'), cell('state'), cell('tender'), cell('currency')]).toEqual([
    ...['mark_paid', 'confirmed', 'cash'],
    before.order?.total.currency,
  ]);
  expect(Math.round(Number(cell('amount')) * 100)).toBe(before.order?.total.minor);
});

test('an answer that is lost after the money was noted is found by the order’s past, and nothing is sent twice', async () => {
  const order = await orderOf('new_online');
  const route = `/api/transactions/${order.orderId}/paymentstatus`;
  await house.fault('vivenu', 'reset_after', `POST ${route}`);
  const open = await house.call('orders.markPaid', order);
  expect(open.openDeeds).toMatchObject([{ act: 'markPaid' }]);
  await expect(house.call('orders.markPaid', order)).rejects.toMatchObject({ problem: { code: 'already_sent' } });
  const done = await deed((await newest(order.orderId)).id, ['confirmed']);
  expect(story(done)).toEqual(['sent', 'unknown', 'reconciled']);
  expect((await house.call('orders.get', order)).openDeeds).toEqual([]);
  expect(await askedFor(`POST ${route}`)).toBe(1);
});

test('completion that never arrived is sent again only when the order was seen to wait for it, and happens once', async () => {
  const order = await orderOf('new_online');
  await house.fault('vivenu', 'reset_before', `POST /api/transactions/${order.orderId}/complete`);
  await house.call('orders.complete', order);
  const done = await deed((await newest(order.orderId)).id, ['confirmed']);
  expect(done).toMatchObject({ act: 'complete', amount: null });
  expect(story(done)[0]).toBe('sent');
  expect(story(done).filter((outcome) => outcome === 'not_found').length).toBeGreaterThanOrEqual(2);
  expect(story(done).slice(-2)).toEqual(['sent', 'confirmed']);
});

test('what the system refuses is told at once in its words, and stays in the books as refused', async () => {
  const order = await orderOf('new_seat_lost');
  await expect(house.call('orders.complete', order)).rejects.toMatchObject({ problem: { code: 'refused' } });
  const refused = await newest(order.orderId);
  expect(refused.queueState).toBe('rejected');
  expect(refused.attempts.at(-1)?.note).not.toBe('');
  expect((await house.call('orders.get', order)).openDeeds).toEqual([]);
  expect((await house.call('orders.get', order)).refusedDeeds).toMatchObject([{ id: refused.id }]);
  // The dialog has said it: nobody is called.
  expect(await house.call('queue.refusals', undefined)).toEqual([]);
});

test('money that the system refuses to note after nobody waited any more calls somebody, after a start too', async () => {
  // The order was cancelled elsewhere while the cash was taken.
  const order = await orderOf('canceled_unpaid');
  await house.cable('out');
  const waits = await house.call('orders.markPaid', order);
  expect(waits).toMatchObject({ openDeeds: [{ act: 'markPaid' }], refusedDeeds: [] });
  await house.cable('in');
  const { id } = await newest(order.orderId);
  const refused = await deed(id, ['rejected', 'confirmed']);
  expect(refused.attempts.at(-1)).toMatchObject({ outcome: 'rejected', note: expect.stringMatching(/\w/) });
  const calling = async () => (await house.call('queue.refusals', undefined)).map((one) => actOf(one).id);
  expect(await calling()).toEqual([id]);
  expect((await house.call('orders.get', order)).refusedDeeds).toEqual([refused]);
  await house.close();
  await house.open();
  expect(await calling()).toEqual([id]);
  await house.call('queue.confirmRefusal', { act: { kind: 'deed', deedId: id } });
  expect(await calling()).toEqual([]);
  // Seen is not undone: the order says so still.
  expect((await house.call('orders.get', order)).refusedDeeds).toMatchObject([{ id }]);
});

test('a mail whose answer is lost is found where it went out', async () => {
  const order = await paidOrder('found@example.test');
  const before = (await mailsAbout(order.orderId)).length;
  await house.fault('vivenu', 'reset_after', `POST /api/transactions/${order.orderId}/ticket-mail`);
  await house.call('orders.mailTickets', { ...order, email: 'corrected@example.test' });
  const done = await deed((await newest(order.orderId)).id, ['confirmed']);
  expect(done.email).toBe('corrected@example.test');
  expect(story(done)).toEqual(['sent', 'unknown', 'reconciled']);
  expect((await mailsAbout(order.orderId)).slice(before)).toMatchObject([{ to: 'corrected@example.test' }]);
});

test('a mail that cannot be found is never sent again by itself: a person says so', async () => {
  const order = await paidOrder('asked@example.test');
  const before = (await mailsAbout(order.orderId)).length;
  await house.fault('vivenu', 'reset_before', `POST /api/transactions/${order.orderId}/ticket-mail`);
  await house.call('orders.mailTickets', { ...order, email: null });
  const { id } = await newest(order.orderId);
  const asked = await deed(id, ['needs_person', 'confirmed']);
  expect(asked.queueState).toBe('needs_person');
  expect(asked.attempts.at(-1)?.note).toBe('doubt:not_told');
  expect((await mailsAbout(order.orderId)).slice(before)).toEqual([]);
  await house.call('queue.decide', { act: { kind: 'deed', deedId: id }, choice: { kind: 'send_again' } });
  await deed(id, ['confirmed']);
  expect((await mailsAbout(order.orderId)).slice(before)).toMatchObject([{ to: 'asked@example.test' }]);
});

test('with the cable out it is written down and waits; it can be taken back, or is sent once when the cable is back', async () => {
  const order = await paidOrder('waits@example.test');
  const before = (await mailsAbout(order.orderId)).length;
  await house.sandbox.offline(true);
  const offline = await house.call('orders.mailTickets', { ...order, email: null });
  const waiting = offline.openDeeds[0];
  if (waiting === undefined) throw new Error('nothing waits');
  const back = await until('a deed that may be taken back', async () => {
    try {
      return await house.call('orders.takeBackAct', { deedId: waiting.id });
    } catch {
      return false;
    }
  });
  expect(back.queueState).toBe('cancelled');
  await house.call('orders.mailTickets', { ...order, email: null });
  await house.sandbox.offline(false);
  await deed((await newest(order.orderId)).id, ['confirmed']);
  expect((await mailsAbout(order.orderId)).slice(before)).toHaveLength(1);
});

test('a start in the middle of a doubt goes on looking, and sends nothing', async () => {
  const order = await paidOrder('restart@example.test');
  const before = (await mailsAbout(order.orderId)).length;
  await house.fault('vivenu', 'reset_after', `POST /api/transactions/${order.orderId}/ticket-mail`);
  await house.fault('vivenu', '500', `GET /api/transactions/${order.orderId}`, 3);
  await house.call('orders.mailTickets', { ...order, email: null });
  const { id } = await newest(order.orderId);
  await house.close();
  await house.open();
  const done = await deed(id, ['confirmed', 'needs_person']);
  expect(story(done).at(-1)).toBe('reconciled');
  expect((await mailsAbout(order.orderId)).slice(before)).toHaveLength(1);
});
