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

test('a login that was only asked whether it works is over, and so is the session of an account that is removed', async () => {
  const credential = { kind: 'login', email: 'demo@example.test', password: 'sandbox1' } as const;
  const sessions = async () => {
    const path = '/requests?since=0';
    const { requests } = await house.sandbox.control<{ requests: { method: string; path: string }[] }>('GET', path);
    const times = (name: string) =>
      requests.filter((one) => one.method === 'POST' && one.path.endsWith(`/auth/${name}`)).length;
    return { begun: times('login'), over: times('logout') };
  };
  const { id } = await house.call('accounts.connect', {
    ...{ system: 'ticrs', label: 'By login', baseUrl: house.sandbox.ticrs, credential },
  });
  await house.pulled(id);
  expect(await sessions()).toEqual({ begun: 2, over: 1 });
  await house.call('accounts.remove', { accountId: id });
  expect(await sessions()).toEqual({ begun: 2, over: 2 });
});

const tickets = async (accountId: AccountId) =>
  (await house.call('sync.status', undefined)).find((status) => status.accountId === accountId)?.tickets ?? 0;
const account = async (id: AccountId) => (await house.call('accounts.list', undefined)).find((one) => one.id === id);

test('a scanning token comes and goes without the key being typed again, and without fetching anew', async () => {
  const { scanToken: _none, ...credential } = house.sandbox.credentials.vivenu;
  const accountId = ids.vivenu;
  const place = { accountId, baseUrl: house.sandbox.vivenu, advanced: {} };
  const before = await tickets(accountId);
  await house.call('accounts.replaceCredential', { accountId, credential });
  expect((await account(accountId))?.capabilities).not.toContain('tickets.scan');
  await expect(house.call('accounts.changeSettings', { ...place, scanToken: 'acc_nobody' })).rejects.toMatchObject({
    problem: { code: 'key_refused', fields: { scanToken: expect.anything() } },
  });
  expect((await account(accountId))?.capabilities).not.toContain('tickets.scan');
  const changed = await house.call('accounts.changeSettings', { ...place, scanToken: 'acc_sandbox' });
  expect(changed.capabilities).toContain('tickets.scan');
  expect(await tickets(accountId)).toBe(before);
  // A new key keeps the token that is there; an address that is none is said where it stands.
  const kept = await house.call('accounts.replaceCredential', { accountId, credential, keepSecond: true });
  expect(kept.capabilities).toContain('tickets.scan');
  await expect(
    house.call('accounts.changeSettings', { ...place, advanced: { portierUrl: 'http://elsewhere.example.test' } }),
  ).rejects.toMatchObject({ problem: { code: 'insecure_url', fields: { 'settings.portierUrl': expect.anything() } } });
  expect((await house.call('accounts.changeSettings', { ...place, scanToken: null })).capabilities).not.toContain(
    'tickets.scan',
  );
  await house.call('accounts.changeSettings', { ...place, scanToken: 'acc_sandbox' });
  expect(house.foundInFolder('acc_sandbox')).toBe(false);
});

test('payment codes and paths are changed where they were put in, and checked as at connecting', async () => {
  const accountId = ids.ozora;
  const place = { accountId, baseUrl: house.sandbox.ozora };
  const codes = 'FULL-FEE-HUF-SIMPLE = 12000 = Full fee';
  for (const [advanced, field] of [
    [{ codes: 'no code at all' }, 'settings.codes'],
    [{ 'paths.start': 'https://elsewhere.example.test' }, 'settings.paths.start'],
  ] as const) {
    await expect(house.call('accounts.changeSettings', { ...place, advanced })).rejects.toMatchObject({
      problem: { code: 'invalid_input', fields: { [field]: expect.anything() } },
    });
  }
  expect((await account(accountId))?.advanced).toEqual({ template: '{"own":true}' });
  const changed = await house.call('accounts.changeSettings', {
    ...{ ...place, serviceToken: null, advanced: { codes, template: ' ' } },
  });
  expect(changed).toMatchObject({ id: accountId, advanced: { codes } });
  expect(changed.capabilities).not.toContain('ticket_payments.ids');
  const options = await house.call('ticketPayments.options', { accountId, ticketId: 42 });
  expect(options).toMatchObject([{ code: 'FULL-FEE-HUF-SIMPLE', title: 'Full fee', amount: { minor: 12_000 } }]);
  const { serviceToken } = house.sandbox.credentials.ozora;
  const back = await house.call('accounts.changeSettings', {
    ...{ ...place, advanced: { template: '{"own":true}' } },
    ...(serviceToken === undefined ? {} : { serviceToken }),
  });
  expect(back.capabilities).toContain('ticket_payments.ids');
});

test('another address is asked first, waits for the queue, and is fetched anew; what was done stays', async () => {
  const accountId = ids.ticrs;
  const port = new URL(house.sandbox.ticrs).port;
  const nowhere = { accountId, baseUrl: 'http://127.0.0.1:9', advanced: {} };
  const moved = { accountId, baseUrl: `http://localhost:${port}`, advanced: {} };
  await expect(house.call('accounts.changeSettings', nowhere)).rejects.toMatchObject({
    problem: { code: 'host_unreachable' },
  });
  await house.sandbox.offline(true);
  const sale = await house.call('sales.create', {
    ...{
      accountId,
      currency: 'RSD',
      tender: 'link',
      customer: { name: 'Ana', email: 'moved@example.test', phone: '' },
    },
    items: [item],
  });
  await expect(house.call('accounts.changeSettings', moved)).rejects.toMatchObject({ problem: { code: 'queue_open' } });
  await house.sandbox.offline(false);
  await house.sale(sale.id, ({ queueState }) => queueState === 'confirmed');
  const sales = (await house.call('sales.recent', {})).map(({ id }) => id);
  const before = await tickets(accountId);
  expect((await house.call('accounts.changeSettings', moved)).baseUrl).toBe(moved.baseUrl);
  await house.pulled(accountId);
  expect(await tickets(accountId)).toBe(before);
  expect((await house.call('sales.recent', {})).map(({ id }) => id)).toEqual(sales);
  await house.call('accounts.changeSettings', { ...moved, baseUrl: house.sandbox.ticrs });
  await house.pulled(accountId);
});

test('an account goes only when it is known what arrived; what was not sent is taken back, and nothing waits for ever', async () => {
  const credential = { kind: 'login', email: 'demo@example.test', password: 'sandbox1' } as const;
  const { id: accountId } = await house.call('accounts.connect', {
    ...{ system: 'ticrs', label: 'Second', baseUrl: house.sandbox.ticrs, credential },
  });
  const make = (name: string) =>
    house.call('sales.create', {
      ...{ accountId, currency: 'RSD', customer: { name, email: `${name}@example.test`, phone: '' } },
      items: [item],
    });
  await until('an answer', async () => {
    const statuses = await house.call('sync.status', undefined);
    return statuses.find((status) => status.accountId === accountId)?.connectivity === 'online';
  });
  await house.fault('ticrs', 'reset_after', 'POST /api/payment/v1/orders');
  const lost = await make('lost');
  await house.sale(lost.id, ({ queueState }) => queueState === 'unknown');
  await expect(house.call('accounts.remove', { accountId })).rejects.toMatchObject({ problem: { code: 'queue_open' } });
  // It goes on as before.
  await house.sale(lost.id, ({ queueState }) => queueState === 'confirmed');
  await house.sandbox.offline(true);
  await until('the network gone', async () => {
    const statuses = await house.call('sync.status', undefined);
    return statuses.find((status) => status.accountId === accountId)?.connectivity === 'offline';
  });
  const waiting = await make('waiting');
  await house.call('accounts.remove', { accountId });
  await house.sandbox.offline(false);
  expect((await house.call('sales.get', { saleId: waiting.id })).queueState).toBe('cancelled');
  expect(await house.call('queue.list', { settled: false })).toEqual([]);
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
