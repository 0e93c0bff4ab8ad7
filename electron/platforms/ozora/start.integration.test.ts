import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sendOutcome } from '../platform-error.ts';
import { draft, failed, OzoraSandbox } from './sandbox.fixture.ts';

/* Payments from their start to their end, and what is lost on the way, against the project's own sandbox. */

const staff = { priority: 'staff' } as const;
let sandbox: OzoraSandbox;

beforeAll(async () => {
  sandbox = await OzoraSandbox.start();
}, 60_000);
afterAll(() => sandbox.process.stop());
afterEach(async () => {
  await sandbox.process.control('DELETE', '/faults');
  await sandbox.process.offline(false);
});

test('SimplePay from the start to the invoice: coming back with SUCCESS is not yet paid (O-10)', async () => {
  const it = sandbox.platform();
  const ticket = sandbox.freeTicket();
  const billing = { name: 'Kovács Ágnes', city: 'Budapest', postcode: '1051', country: 'HU' };
  const created = await it.createOrder(draft(ticket, undefined, billing), staff);
  expect(created).toMatchObject({ publicToken: String(ticket), status: 'awaiting_payment' });
  expect(created).not.toHaveProperty('secretLink');
  const page = await fetch(created.paymentLink ?? '');
  expect(page.status).toBe(200);
  const row = await sandbox.row(created.id);
  expect(row).toMatchObject({
    page: created.paymentLink,
    billing: {
      billing_name: 'Kovács Ágnes',
      billing_city: 'Budapest',
      billing_postcode: '1051',
      billing_country: 'HU',
    },
  });
  const before = Date.now();
  expect((await it.order(created.id, staff)).order.createdAtMs).toBeGreaterThan(before - 10_000);

  expect(await sandbox.move(created.id, 'pay')).toMatchObject({ status: 'authorized', message: 'success' });
  const back = await it.order(created.id, staff);
  expect(back.order).toMatchObject({ status: 'awaiting_payment', platformStatus: { id: 'authorized' } });
  expect(back.payments).toMatchObject([{ status: 'authorized' }]);
  expect((await failed(it.createOrder(draft(ticket), staff))).problem.code).toBe('already_paid');

  await sandbox.move(created.id, 'ipn', { times: 2 });
  const paid = await it.order(created.id, staff);
  expect(paid.order).toMatchObject({ status: 'paid', platformStatus: { id: 'finished' } });
  expect(paid.order.documentNumber).toMatch(/^INV-\d{4}-\d{5}$/);
  expect(paid.payments).toMatchObject([{ status: 'approved', amount: paid.order.total, orderNumber: created.number }]);
  expect(await failed(it.createOrder(draft(ticket), staff))).toMatchObject({
    outcome: 'refused',
    problem: { code: 'already_paid', message: `${created.number} is finished, invoice ${paid.order.documentNumber}` },
  });
});

test('Stripe: the page takes the secret, the webhooks finish it in either order', async () => {
  const it = sandbox.platform();
  const created = await it.createOrder(draft(sandbox.freeTicket(), 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS'), staff);
  expect(created.paymentLink).toBeNull();
  const page = created.secretLink?.reveal() ?? '';
  expect(page).toContain('client_secret=pi_');
  expect((await fetch(page)).status).toBe(200);
  expect((await sandbox.row(created.id))?.page).toBe(page);
  await sandbox.move(created.id, 'pay', { card: '4000002760003184' });
  expect((await it.order(created.id, staff)).order.status).toBe('awaiting_payment');
  await sandbox.move(created.id, 'webhook', { order: 'reversed', times: 2 });
  expect((await it.order(created.id, staff)).order).toMatchObject({
    status: 'paid',
    total: { minor: 3_950, currency: 'EUR' },
  });
});

test('an IPN that comes before the guest is back is paid; a forged one is nothing, a second one gives no second invoice', async () => {
  const it = sandbox.platform();
  const { id } = await it.createOrder(draft(sandbox.freeTicket()), staff);
  await sandbox.move(id, 'ipn', { signature: 'bad' });
  expect((await it.order(id, staff)).order.status).toBe('awaiting_payment');
  await sandbox.move(id, 'pay', { back: false });
  expect((await it.order(id, staff)).order.status).toBe('awaiting_payment');
  await sandbox.move(id, 'ipn');
  const paid = (await it.order(id, staff)).order;
  expect(paid).toMatchObject({ status: 'paid', documentNumber: expect.stringMatching(/^INV-/) });
  await sandbox.move(id, 'ipn', { times: 2 });
  expect((await it.order(id, staff)).order).toEqual(paid);
});

test.each([
  ['decline', 'failed', 'failed'],
  ['cancel', 'cancelled', 'cancelled'],
  ['timeout', 'cancelled', 'timeout'],
])('after %s it is %s, and may be started anew', async (name, status, word) => {
  const it = sandbox.platform();
  const ticket = sandbox.freeTicket();
  const created = await it.createOrder(draft(ticket), staff);
  await sandbox.move(created.id, name);
  const { order, payments } = await it.order(created.id, staff);
  expect(order).toMatchObject({ status, platformStatus: { id: word } });
  expect(payments).toMatchObject([{ status: 'failed' }]);
  const again = await it.createOrder(draft(ticket), staff);
  expect((await it.ordersOfTicket(ticket, staff)).map(({ id }) => id)).toEqual(
    expect.arrayContaining([created.id, again.id]),
  );
});

test('money that went back out of band is refunded', async () => {
  const it = sandbox.platform();
  const created = await it.createOrder(draft(sandbox.freeTicket()), staff);
  await sandbox.move(created.id, 'ipn');
  await sandbox.move(created.id, 'refund');
  expect((await it.order(created.id, staff)).order.status).toBe('refunded');
});

test('what the platform refuses: an unknown code, its own 409, a provider that says no', async () => {
  const it = sandbox.platform();
  const ticket = sandbox.freeTicket();
  expect((await failed(it.createOrder(draft(ticket, 'VIP-FEE-HUF-SIMPLE'), staff))).problem.code).toBe('refused');
  // A token that may not look leaves it to the platform.
  const blind = sandbox.platform({
    credential: { kind: 'token', token: await sandbox.token({ privs: { payments_search: true } }) },
  });
  expect(await failed(blind.createOrder(draft(42), staff))).toMatchObject({
    outcome: 'refused',
    problem: { code: 'already_paid', message: 'The ticket is already paid' },
  });
  await sandbox.process.control('POST', '/ozora/refuse', { processor: 'SIMPLE' });
  expect((await failed(it.createOrder(draft(ticket), staff))).outcome).toBe('unknown');
  expect((await it.ordersOfTicket(ticket, staff)).at(-1)).toMatchObject({ status: 'failed' });
});

test.each(['reset_after', '500_after', 'truncate'])(
  'an answer lost by %s is unknown, and the ticket’s payments tell',
  async (kind) => {
    const it = sandbox.platform();
    const ticket = sandbox.freeTicket();
    const known = (await it.ordersOfTicket(ticket, staff)).length;
    const before = Date.now();
    await sandbox.fault({ kind, route: 'POST /payments/start' });
    const error = await failed(it.createOrder(draft(ticket), staff));
    expect(sendOutcome(error)).toBe('unknown');
    const orders = await it.ordersOfTicket(ticket, staff);
    expect(orders).toHaveLength(known + 1);
    const made = orders.at(-1);
    expect(made).toMatchObject({
      status: 'awaiting_payment',
      total: { minor: 15_000, currency: 'HUF' },
      paymentLink: null,
    });
    expect(made?.createdAtMs).toBeGreaterThan(before - 2_000);
  },
);

test('what never left is not sent: cable out, a connection that dies or an answer that is cut off during the look, a 429', async () => {
  const it = sandbox.platform();
  const ticket = sandbox.freeTicket();
  await sandbox.process.offline(true);
  expect((await failed(it.createOrder(draft(ticket), staff))).outcome).toBe('not_sent');
  await sandbox.process.offline(false);
  await sandbox.fault({
    kind: 'reset_after',
    route: 'POST /payments/transactions',
    count: 1,
  });
  expect((await failed(it.createOrder(draft(ticket), staff))).outcome).toBe('not_sent');
  await sandbox.fault({ kind: 'truncate', route: 'POST /payments/transactions', count: 1 });
  expect(await failed(it.createOrder(draft(ticket), staff))).toMatchObject({
    ...{ outcome: 'not_sent', problem: { code: 'bad_response' } },
  });
  await sandbox.fault({
    kind: '429',
    route: 'POST /payments/start',
    count: 1,
    retry_after: 1,
  });
  // Waited out, and then sent once.
  const created = await it.createOrder(draft(ticket), staff);
  expect((await it.ordersOfTicket(ticket, staff)).filter(({ id }) => id === created.id)).toHaveLength(1);
});

test('a row that cannot be read is named, and stops a payment', async () => {
  const it = sandbox.platform();
  await sandbox.fault({
    ...{
      kind: 'wrong_field',
      route: 'POST /payments/transactions',
      path: 'transactions.0.status',
      remove: true,
      count: 1,
    },
  });
  const error = await failed(it.createOrder(draft(42), staff));
  expect(error).toMatchObject({ outcome: 'refused', problem: { code: 'bad_response' } });
  expect(error.problem.message).toContain('transactions.0.status');
});
