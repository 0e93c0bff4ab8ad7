import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type OrderId } from '../../../shared/ids.ts';
import { moneyFromMajor } from '../../../shared/money.ts';
import { createPlatform } from '../registry.ts';
import { draft, failed, OzoraSandbox } from './sandbox.fixture.ts';

/* Every operation that asks, and every token, against the project's own sandbox. */

const staff = { priority: 'staff' } as const;
let sandbox: OzoraSandbox;

beforeAll(async () => {
  sandbox = await OzoraSandbox.start();
}, 60_000);
afterAll(() => sandbox.process.stop());

test('the registry makes it, the host answers, both tokens are shown and their end is told', async () => {
  const made = createPlatform('ozora', sandbox.options());
  await made.reach(AbortSignal.timeout(2_000));
  const who = await made.verify(staff);
  expect(who).toMatchObject({ name: 'demo@example.test', tickets: null });
  expect(who.expiresAtMs).toBeGreaterThan(Date.now() + 7 * 3_600_000);
  expect(made.expiresAtMs).toBe(who.expiresAtMs);
  expect(made.budget()).toEqual({ remaining: null, pullWaitsUntilMs: null });
});

test('tokens that are foreign, expired, of the wrong kind or too poor', async () => {
  const forged = (text: string) => `${text.split('.').slice(0, 2).join('.')}.AAAA`;
  const using = (text: string, serviceToken?: string) =>
    failed(sandbox.platform({ credential: { kind: 'token', token: text, serviceToken } }).verify(staff));
  expect((await using(forged(sandbox.user))).problem).toMatchObject({ code: 'key_refused', message: 'Invalid token' });
  expect((await using(sandbox.user, forged(sandbox.service))).problem.code).toBe('key_refused');
  expect((await using(await sandbox.token({ expires_s: -5 }))).problem.code).toBe('session_ended');
  expect((await using(await sandbox.token({ privs: {} }))).problem).toMatchObject({
    code: 'forbidden',
    message: 'the user token lacks the privilege payments_search (Missing privilege: payments_search)',
  });
  const noScope = sandbox.platform({
    credential: { kind: 'token', token: await sandbox.token({ privs: { payments_search: true } }) },
  });
  expect((await failed(noScope.ordersOfTicket(42, staff))).problem.message).toContain(
    'lacks the privilege tickets_search',
  );
});

test('capabilities follow the tokens: without a service token the ways to pay come from the settings, or are typed', async () => {
  const credential = { kind: 'token', token: sandbox.user } as const;
  const alone = sandbox.platform({ credential });
  expect([...alone.capabilities]).toEqual(['orders.create', 'payments.link', 'ticket_payments']);
  expect((await failed(alone.paymentOptions(42, null, staff))).problem.code).toBe('capability_missing');
  expect((await failed(alone.paidTicketIds(staff))).problem.code).toBe('forbidden');
  const listed = sandbox.platform({ credential, settings: { codes: 'FULL-FEE-HUF-SIMPLE = 98000' } });
  expect(listed.capabilities.has('ticket_payments.options')).toBe(true);
  expect(listed.capabilities.has('ticket_payments.ids')).toBe(false);
  expect(await listed.paymentOptions(42, null, staff)).toMatchObject([{ amount: { minor: 98_000, currency: 'HUF' } }]);
  // With a service token alone, payments are still found by their number.
  const machine = sandbox.platform({ credential: { kind: 'token', token: sandbox.service } });
  expect((await machine.order(as<OrderId>('1234'), staff)).order.number).toBe('TR1234');
});

test('O1: by POST, and by GET where the installation wants that', async () => {
  const ids = await sandbox.platform().paidTicketIds(staff);
  expect(ids).toContain(42);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await sandbox.platform({ settings: { 'method.ticketIds': 'GET' } }).paidTicketIds(staff)).toEqual(ids);
});

test('O2: the ways to pay for a ticket, by the template in the settings', async () => {
  const id = sandbox.freeTicket();
  const template = JSON.stringify(sandbox.tickets.find((ticket) => ticket.id === id)?.template);
  const options = await sandbox.platform({ settings: { template } }).paymentOptions(id, null, staff);
  expect(options).toContainEqual({
    ...{ code: 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS', title: 'Normal total fee', paymentMode: 'stripe' },
    ...{ note: 'By card with Stripe', amount: { minor: 3_950, currency: 'EUR' } },
  });
  // Of a paid ticket nothing may be paid: then no list stands in.
  const paid = sandbox.platform({ settings: { template, codes: 'FULL-FEE-HUF-SIMPLE = 98000' } });
  expect(await paid.paymentOptions(42, null, staff)).toEqual([]);
});

test('O2 of a transferred ticket: asked as any other it is offered at a price that O4 refuses; with what it was transferred for, at that', async () => {
  const ticket = sandbox.tickets.find((one) => one.status === 'transferred' && !one.paid && one.template.id === 1);
  if (ticket === undefined) throw new Error('no transferred ticket');
  const template = JSON.stringify(ticket.template);
  const it = sandbox.platform({ settings: { template, codes: 'FULL-FEE-HUF-SIMPLE = 98000' } });
  const prices = ticket.metas.map(({ keyword, value }) => moneyFromMajor(value, keyword.slice(-3).toUpperCase()));
  expect(prices).toHaveLength(2);
  const usual = (await it.paymentOptions(ticket.id, null, staff))[0];
  expect((await failed(it.createOrder(draft(ticket.id, usual?.code), staff))).problem.code).toBe('refused');
  const options = await it.paymentOptions(ticket.id, prices, staff);
  expect(new Set(options.map(({ amount }) => amount.minor))).toEqual(new Set(prices.map(({ minor }) => minor)));
  const simple = options.find(({ code }) => code === 'TRANSFER-FEE-HUF-SIMPLE');
  const started = await it.createOrder(draft(ticket.id, simple?.code), staff);
  expect((await it.order(started.id, staff)).order.total).toEqual(simple?.amount);
  // Where only a list is known, nothing of it is offered but what costs that much.
  const { user } = sandbox;
  const listed = sandbox.platform({
    ...{ credential: { kind: 'token', token: user } },
    settings: { codes: 'FULL-FEE-HUF-SIMPLE = 98000\nTRANSFER-FEE-HUF-SIMPLE = 21000' },
  });
  const asked = await listed.paymentOptions(ticket.id, [{ minor: 21_000, currency: 'HUF' }], staff);
  expect(asked.map(({ code }) => code)).toEqual(['TRANSFER-FEE-HUF-SIMPLE']);
});

test('O3, O5: every ticket within reach reads without trouble, and each transaction alone says the same', async () => {
  const it = sandbox.platform();
  const all = (
    await Promise.all(
      sandbox.tickets.filter(({ event }) => event === 'OZ').map(({ id }) => it.ordersOfTicket(id, staff)),
    )
  ).flat();
  expect(all.length).toBeGreaterThan(50);
  expect(new Set(all.map(({ status }) => status))).toEqual(
    new Set(['awaiting_payment', 'paid', 'failed', 'cancelled', 'refunded']),
  );
  for (const order of all.slice(0, 30)) expect((await it.order(order.id, staff)).order).toEqual(order);
  const sample = await it.order(as<OrderId>('TR1234'), staff);
  expect(sample.order).toMatchObject({
    ...{ publicToken: '42', createdAt: '2026-04-10T14:30:00+02:00', documentNumber: 'INV-2026-00123', status: 'paid' },
  });
});

test('unknown ids, ids that are no numbers, tickets out of reach', async () => {
  const it = sandbox.platform();
  expect((await failed(it.order(as<OrderId>('999999'), staff))).problem.code).toBe('not_found');
  expect((await failed(it.order(as<OrderId>('abc'), staff))).problem.code).toBe('invalid_input');
  expect((await failed(it.ordersOfTicket(999_999, staff))).problem.code).toBe('not_found');
  const outside = sandbox.tickets.find(({ event }) => event === 'DP')?.id ?? 0;
  const error = await failed(it.ordersOfTicket(outside, staff));
  expect(error.problem.message).toMatch(/outside what this token reaches: flags HU, INT; years 25, 26; events OZ/);
  expect(await failed(it.createOrder(draft(outside), staff))).toMatchObject({ outcome: 'refused' });
});

test('an installation with other paths', async () => {
  const paths = ['--ozora-path', 'start=/v2/pay', '--ozora-path', 'search=/v2/find'];
  const other = await OzoraSandbox.start(paths);
  try {
    const it = other.platform({ settings: { 'paths.start': '/v2/pay', 'paths.search': '/v2/find' } });
    expect((await it.order(as<OrderId>('1234'), staff)).order.number).toBe('TR1234');
    const created = await it.createOrder(draft(31_090), staff);
    expect((await it.order(created.id, staff)).order.status).toBe('awaiting_payment');
  } finally {
    await other.process.stop();
  }
}, 60_000);
