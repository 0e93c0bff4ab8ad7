import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import type { OrderDraft } from '../platform.ts';
import { PlatformError } from '../platform-error.ts';
import sample from './samples/transactions.json' with { type: 'json' };
import { linksOf, startOf } from './start.ts';
import { answering, jwt, platformAt, type Seen, type Told } from './test-server.ts';

const staff = { priority: 'staff' } as const;
const item: OrderItem = {
  ...{ type: 'service', name: 'Ticket 42', quantity: 1, calendarId: null, ticketTypeId: null, date: null },
  unitPrice: { minor: 15_000, currency: 'HUF' },
  ref: { kind: 'ticket_payment', ticketId: 42, code: 'FULL-FEE-HUF-SIMPLE' },
};
const draft: OrderDraft = {
  customer: { name: 'Ana (W-7F3K)', email: 'ana@example.test', phone: '' },
  ...{ items: [item], currency: 'HUF', tender: 'link', reference: 'W-7F3K' },
};
const started = { required_additional_action: true, redirect_url: null, client_secret: null, transaction_id: 7 };

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function served(look: Told, start: Told = { body: { ...started, redirect_url: 'https://pay.test/7' } }) {
  const server = await answering(({ path }: Seen) => (path === '/payments/start' ? start : look));
  close = server.close;
  const starts = (): readonly Seen[] => server.seen.filter(({ path }) => path === '/payments/start');
  return { ...server, starts };
}

async function failed(asked: Promise<unknown>): Promise<PlatformError> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new Error('it was done');
}

const nothingPaid: Told = { body: { transactions: [] } };
const transaction = (status: string): Told => ({ body: { transactions: [{ ...sample.transactions[0], status }] } });

test('billing goes as typed, empty fields stay here, and no till reference gets onto an invoice', () => {
  expect(startOf(draft, true).body).toEqual({ ticket_id: 42, code: 'FULL-FEE-HUF-SIMPLE' });
  const billing = { name: ' Kovács Ágnes ', city: 'Budapest', vat: '  ' };
  const ref = { kind: 'ticket_payment', ticketId: 42, code: 'FULL-FEE-HUF-SIMPLE', billing } as const;
  expect(startOf({ ...draft, items: [{ ...item, ref }] }, true).body).toMatchObject({
    metas: { billing_name: 'Kovács Ágnes', billing_city: 'Budapest' },
  });
});

const refs = (more: object) => ({
  ...item,
  ref: { kind: 'ticket_payment', ticketId: 42, code: 'FULL-FEE-HUF-SIMPLE', ...more } as const,
});
test.each<[string, Partial<OrderDraft>, string]>([
  ['nothing', { items: [] }, 'items.0.ref'],
  ['an item without a ticket', { items: [{ ...item, ref: undefined }] }, 'items.0.ref'],
  ['two tickets', { items: [item, item] }, 'items'],
  ['a ticket twice', { items: [{ ...item, quantity: 2 }] }, 'items.0.quantity'],
  ['no whole number', { items: [refs({ ticketId: 4.2 })] }, 'items.0.ref.ticketId'],
  ['a code of no form', { items: [refs({ code: 'FULL' })] }, 'items.0.ref.code'],
  ['another currency', { currency: 'EUR' }, 'items.0.unitPrice'],
  ['cash', { tender: 'cash' }, 'tender'],
  ['Stripe without a page', { items: [refs({ code: 'FULL-FEE-HUF-STRIPE-INTENTS' })] }, 'items.0.ref.code'],
])('%s is refused before anything is sent', async (_name, more, field) => {
  const { origin, seen } = await served(nothingPaid);
  const platform = platformAt(origin, { settings: { stripePage: '' } });
  const error = await failed(platform.createOrder({ ...draft, ...more }, staff));
  expect(error.problem).toMatchObject({ code: 'invalid_input' });
  expect(Object.keys(error.problem.fields ?? {})).toEqual([field]);
  expect(error.outcome).toBe('refused');
  expect(seen).toEqual([]);
});

test.each(['finished', 'FINISHED'])('a ticket with a %s transaction is not paid again', async (status) => {
  const { origin, starts } = await served(transaction(status));
  const error = await failed(platformAt(origin).createOrder(draft, staff));
  expect(error.problem).toMatchObject({
    code: 'already_paid',
    message: `TR1234 is ${status}, invoice INV-2026-00123`,
  });
  expect(error.outcome).toBe('refused');
  expect(starts()).toEqual([]);
});

test('one whose money is being taken bars another; one that has been stuck for hours leaves it to the platform', async () => {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19);
  const told = (hours: number): Told => ({
    body: {
      transactions: [
        { ...sample.transactions[0], status: 'authorized', document_no: null, created_at: `${at(hours)}Z` },
      ],
    },
  });
  const taking = await served(told(0));
  const error = await failed(platformAt(taking.origin).createOrder(draft, staff));
  expect(error.problem).toMatchObject({ code: 'already_paid', message: 'TR1234 is authorized' });
  await close?.();
  const stuck = await served(told(3));
  expect(await platformAt(stuck.origin).createOrder(draft, staff)).toMatchObject({ id: '7' });
});

test.each(['created', 'pending', 'failed', 'cancelled', 'timeout', 'reversed', 'refunded'])(
  'one that is %s is no reason not to',
  async (status) => {
    const { origin, starts } = await served(transaction(status));
    expect(await platformAt(origin).createOrder(draft, staff)).toMatchObject({
      ...{ id: '7', number: 'TR7', publicToken: '42', status: 'awaiting_payment', paymentLink: 'https://pay.test/7' },
    });
    expect(starts()).toMatchObject([{ token: null }]);
  },
);

test.each([
  [500, { message: 'x' }, 'server_error', 'not_sent'],
  [401, { message: 'Invalid token' }, 'key_refused', 'not_sent'],
  [404, { message: 'Ticket not found' }, 'not_found', 'refused'],
  [403, { message: 'Forbidden' }, 'forbidden', 'refused'],
  [400, { message: 'no' }, 'refused', 'refused'],
  [200, { transactions: [{ id: 1 }] }, 'bad_response', 'refused'],
] as const)('a look that ends in %s %j sends no payment: %s, %s', async (status, body, code, outcome) => {
  const { origin, starts } = await served({ status, body });
  const error = await failed(platformAt(origin).createOrder(draft, staff));
  expect(error).toMatchObject({ outcome, problem: { code } });
  expect(starts()).toEqual([]);
});

test.each([
  [409, 'already_paid', 'refused'],
  [400, 'refused', 'refused'],
  [404, 'not_found', 'refused'],
  // The transaction is kept although the provider refused, or a proxy answered for both.
  [502, 'server_error', 'unknown'],
  [500, 'server_error', 'unknown'],
] as const)('a start that is answered %s is %s, %s', async (status, code, outcome) => {
  const { origin } = await served(nothingPaid, { status, body: { message: 'in their words' } });
  const error = await failed(platformAt(origin).createOrder(draft, staff));
  expect(error).toMatchObject({ outcome, problem: { code, message: 'in their words' } });
});

test('a start whose answer cannot be read may have been made', async () => {
  const { origin } = await served(nothingPaid, { body: { ...started, transaction_id: 'seven' } });
  const error = await failed(platformAt(origin).createOrder(draft, staff));
  expect(error).toMatchObject({ outcome: 'unknown', problem: { code: 'bad_response' } });
});

test('a POST that only asks has a read’s time, and one that starts a payment a write’s', async () => {
  const times = { readTimeoutMs: 80, writeTimeoutMs: 400 };
  const { origin } = await served({ hangs: true, body: null });
  const look = await failed(platformAt(origin, times).createOrder(draft, staff));
  expect(look).toMatchObject({ outcome: 'not_sent', problem: { code: 'timeout' } });
  await close?.();
  const slow = await served(nothingPaid, { hangs: true, body: null });
  const began = performance.now();
  const start = await failed(platformAt(slow.origin, times).createOrder(draft, staff));
  expect(start).toMatchObject({ outcome: 'unknown', problem: { code: 'timeout' } });
  expect(performance.now() - began).toBeGreaterThan(350);
});

test('a missing privilege is named; a token that may not look does not stop the guest from paying', async () => {
  const { origin, starts } = await served({ status: 403, body: { message: 'Forbidden' } });
  const noPrivs = jwt({ type: 'user', privs: { payments_search: true } });
  const platform = platformAt(origin, { credential: { kind: 'token', token: noPrivs } });
  const error = await failed(platform.ordersOfTicket(42, staff));
  expect(error.problem).toMatchObject({ code: 'forbidden', endpoint: 'POST /payments/transactions' });
  expect(error.problem.message).toMatch(/^the user token lacks the privilege tickets_search_flags.*\(Forbidden\)$/);
  expect(await platform.createOrder(draft, staff)).toMatchObject({ id: '7' });
  expect(starts()).toHaveLength(1);
  const scoped = await failed(platformAt(origin).ordersOfTicket(42, staff));
  expect(scoped.problem.message).toContain('outside what this token reaches: flags HU; years 26; events OZ');
});

test('a token that has run out sends nothing, and the platform’s clock decides', async () => {
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  const { privs } = JSON.parse(
    Buffer.from(jwt({ privs: { payments_search: true } }).split('.')[1] ?? '', 'base64url').toString(),
  );
  const dead = { kind: 'token', token: jwt({ type: 'user', exp: inAnHour - 7200, privs }) } as const;
  const mortal = { kind: 'token', token: jwt({ type: 'user', exp: inAnHour, privs }) } as const;
  const { origin, seen } = await served({
    ...nothingPaid,
    headers: { date: new Date(Date.now() + 7_200_000).toUTCString() },
  });
  const over = await failed(platformAt(origin, { credential: dead }).createOrder(draft, staff));
  expect(over).toMatchObject({ outcome: 'not_sent', problem: { code: 'session_ended' } });
  expect(seen).toEqual([]);
  const platform = platformAt(origin, { credential: mortal });
  expect(platform.expiresAtMs).toBe(inAnHour * 1000);
  await platform.ordersOfTicket(42, staff);
  // The answer told that it is two hours later there.
  expect(await failed(platform.ordersOfTicket(42, staff))).toMatchObject({ problem: { code: 'session_ended' } });
  expect(seen).toHaveLength(1);
});

test.each([
  [{ redirect_url: 'https://secure.simplepay.hu/pay/1?t=2' }, 'https://secure.simplepay.hu/pay/1?t=2', null],
  [{ redirect_url: '/simplepay/pay/1', client_secret: '' }, 'http://127.0.0.1:1/simplepay/pay/1', null],
  [{ redirect_url: 'javascript:alert(1)' }, null, null],
  [{ redirect_url: 'http://pay.test/1' }, null, null],
  [{ redirect_url: '', client_secret: 'pi_1_secret_2' }, null, 'https://pay.test/pi_1/7#pi_1_secret_2'],
  [{ client_secret: 'opaque/../&x' }, null, 'https://pay.test/opaque%2F..%2F%26x/7#opaque%2F..%2F%26x'],
  [{}, null, null],
])('links of %j', (more, paymentLink, secretLink) => {
  const raw = { transaction_id: 7, ...more };
  const links = linksOf(raw, 'https://pay.test/{intent}/{transaction}#{secret}', 'http://127.0.0.1:1');
  expect(links.paymentLink).toBe(paymentLink);
  expect(links.secretLink?.reveal() ?? null).toBe(secretLink);
});

test('a client_secret is handed on and cannot be printed (O-13)', async () => {
  const secret = 'pi_1_secret_2';
  const { origin } = await served(nothingPaid, { body: { ...started, client_secret: secret } });
  const exchanges: unknown[] = [];
  const platform = platformAt(origin, { onExchange: (exchange) => exchanges.push(exchange) });
  const stripe = refs({ code: 'FULL-FEE-HUF-STRIPE-INTENTS' });
  const created = await platform.createOrder({ ...draft, items: [stripe] }, staff);
  expect(created.paymentLink).toBeNull();
  expect(created.secretLink?.reveal()).toBe(`${origin}/stripe/confirm/pi_1?client_secret=${secret}`);
  for (const told of [
    JSON.stringify(created),
    inspect(created, { depth: 9, showHidden: true }),
    JSON.stringify(exchanges),
  ]) {
    expect(told).not.toContain(secret);
  }
});
