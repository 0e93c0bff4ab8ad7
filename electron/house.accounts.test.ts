import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* Several accounts at once, of all systems and of one, and what is left when one goes. */

let house: HouseFixture;
let ids: Readonly<Record<'ticrs' | 'vivenu' | 'ozora', AccountId>>;

beforeAll(async () => {
  house = await HouseFixture.start();
  ids = {
    ticrs: (await house.connect('ticrs')).id,
    vivenu: (await house.connect('vivenu')).id,
    ozora: (await house.connect('ozora', { template: '{"own":true}' })).id,
  };
  await Promise.all(Object.values(ids).map((id) => house.pulled(id)));
}, 60_000);
afterAll(() => house.end());

const item = {
  type: 'service',
  ...{ name: 'Garderoba', quantity: 1, unitPrice: { minor: 20_000, currency: 'RSD' } },
  ...{ calendarId: null, ticketTypeId: null, date: null },
} as const;

test('one lookup over all systems, with the cable out, each row saying where it is from', async () => {
  await house.sandbox.offline(true);
  try {
    const { hits } = await house.call('lookup.search', { query: 'a', limit: 500 });
    const tickets = new Set(hits.flatMap((hit) => (hit.kind === 'ticket' ? [hit.ticket.accountId] : [])));
    expect(tickets).toEqual(new Set([ids.ticrs, ids.vivenu]));
    // A payment's guest is the ticket's number.
    const paid = await house.call('lookup.search', { query: '42' });
    expect(paid.hits).toContainEqual(
      expect.objectContaining({ kind: 'order', accountId: ids.ozora, number: 'TR1234' }),
    );
  } finally {
    await house.sandbox.offline(false);
  }
});

test('tic.rs as before: a link, a payment, its money asked back', async () => {
  const accountId = ids.ticrs;
  const made = await house.call('sales.create', {
    ...{ accountId, currency: 'RSD', customer: { name: 'Ana Jović', email: 'ana@example.test', phone: '' } },
    items: [item],
  });
  const sale = await house.sale(made.id, ({ payState }) => payState === 'awaiting_payment');
  expect(sale.paymentLink).not.toBeNull();
  expect(await house.call('sales.secretLink', { saleId: sale.id })).toBeNull();
  await house.sandbox.control('POST', `/tic/orders/${sale.orderId}/approve`, {});
  await house.sale(sale.id, ({ payState }) => payState === 'paid');
  const { payments } = await house.call('orders.get', { accountId, orderId: sale.orderId ?? '', refresh: true });
  const [payment] = payments;
  if (!payment) throw new Error('no payment');
  const target = { kind: 'payment', paymentId: payment.id, orderId: payment.orderId } as const;
  const asked = await house.call('refunds.request', { accountId, target });
  expect(asked.amount).toEqual(sale.total);
  await house.refund(asked.id, ({ queueState }) => queueState === 'confirmed');
});

test('two accounts of one system work side by side; one key is not connected twice', async () => {
  await expect(house.connect('ticrs')).rejects.toMatchObject({ problem: { code: 'account_exists' } });
  const credential = { kind: 'login', email: 'demo@example.test', password: 'sandbox1' } as const;
  const second = await house.call('accounts.connect', {
    ...{ system: 'vivenu', label: 'Second', baseUrl: house.sandbox.vivenu, credential },
  });
  await house.pulled(second.id);
  const statuses = await house.call('sync.status', undefined);
  const tickets = new Map(statuses.map((status) => [status.accountId, status.tickets]));
  expect(tickets.get(second.id)).toBe(tickets.get(ids.vivenu));
  expect(second.capabilities).toContain('orders.invite');
  expect(second.capabilities).not.toContain('tickets.scan');
  await house.call('accounts.remove', { accountId: second.id });
  const left = await house.call('sync.status', undefined);
  expect(left.find(({ accountId }) => accountId === ids.vivenu)?.tickets).toBe(tickets.get(ids.vivenu));
});

test('removing an account removes its key and its cached data, and keeps what was done', async () => {
  const accountId = ids.ticrs;
  const before = (await house.call('sales.recent', {})).filter((sale) => sale.accountId === accountId);
  expect(before.length).toBeGreaterThan(0);
  expect([...house.keys.keys()].some((name) => name.includes(accountId))).toBe(true);
  await house.call('accounts.remove', { accountId });
  expect([...house.keys.keys()].some((name) => name.includes(accountId))).toBe(false);
  const { hits } = await house.call('lookup.search', { query: 'a', limit: 500 });
  expect(hits.some((hit) => hit.kind === 'ticket' && hit.ticket.accountId === accountId)).toBe(false);
  const { rows } = await house.call('orders.list', { accountId });
  expect(rows.every(({ order }) => order === null)).toBe(true);
  expect((await house.call('sales.recent', {})).filter((sale) => sale.accountId === accountId)).toEqual(before);
  expect((await house.call('refunds.list', {})).some(({ refund }) => refund?.accountId === accountId)).toBe(true);
  // It stays gone after a restart, and the others go on.
  await house.close();
  await house.open();
  expect((await house.call('accounts.list', undefined)).map(({ id }) => id).sort()).toEqual(
    [ids.vivenu, ids.ozora].sort(),
  );
  await until('the others', async () => {
    const statuses = await house.call('sync.status', undefined);
    return statuses.length === 2 && statuses.every(({ connectivity }) => connectivity === 'online');
  });
});
