import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SystemId } from '../../../shared/domain/accounts.ts';
import { type AccountId, as, type OrderId, type PaymentId, type RefundRequestId } from '../../../shared/ids.ts';
import type { OrderDraft } from '../platform.ts';
import { PlatformError, sendOutcome } from '../platform-error.ts';
import type { PlatformOptions } from '../registry.ts';
import { createPlatform } from '../registry.ts';
import { TicrsPlatform } from './platform.ts';

/* Every endpoint against the project's own sandbox, which is a second reading of the same documents and shares no code. */

const staff = { priority: 'staff' } as const;
const pull = { priority: 'pull' } as const;
const accountId = as<AccountId>('demo');
const controlToken = 'integration';
const today = new Date().toISOString().slice(0, 10);
const root = path.resolve(import.meta.dirname, '../../..');

let sandbox: ChildProcess;
let baseUrl = '';
let control = '';

beforeAll(async () => {
  const flags = ['--port', '0', '--control-token', controlToken, '--no-rate-limit', '--tickets', '600'];
  const manual = ['--auto-approve-ms', '0', '--auto-settle-ms', '0'];
  sandbox = spawn(process.execPath, ['sandbox/main.ts', ...flags, ...manual], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: sandbox.stdout ?? process.stdin });
  for await (const line of lines) {
    const said = JSON.parse(line) as { ready?: boolean; ticrs: string; control: string };
    if (said.ready !== true) continue;
    baseUrl = said.ticrs;
    control = said.control;
    break;
  }
}, 30_000);

afterAll(async () => {
  sandbox.kill('SIGTERM');
  if (sandbox.exitCode === null) await once(sandbox, 'exit');
});

async function order(method: string, route: string, body: object = {}): Promise<unknown> {
  const headers = { 'x-sandbox-token': controlToken, 'content-type': 'application/json' };
  const sent = method === 'POST' ? { method, headers, body: JSON.stringify(body) } : { method, headers };
  const response = await fetch(`${control}${route}`, sent);
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  return response.json();
}
const tell = (route: string, body: object = {}) => order('POST', route, body);

afterEach(async () => {
  await order('DELETE', '/faults');
});

function platform(more: Partial<PlatformOptions> = {}): TicrsPlatform {
  return new TicrsPlatform({
    accountId,
    baseUrl,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
    version: '0.1.0',
    language: () => 'en',
    ...more,
  });
}

const draft: OrderDraft = {
  tender: 'link',
  reference: 'W-7F3K',
  customer: { name: 'Ђорђе Петровић', email: 'djordje@example.test', phone: '+381601234567' },
  items: [
    {
      ...{ type: 'service', name: 'Garderoba', unitPrice: { minor: 4_999, currency: 'RSD' }, quantity: 3 },
      ...{ calendarId: null, ticketTypeId: null, date: today },
    },
  ],
  currency: 'RSD',
};

async function paidOrder(): Promise<{ id: OrderId; payment: PaymentId }> {
  const created = await platform().createOrder(draft, staff);
  await tell(`/tic/orders/${created.id}/approve`);
  const { payments } = await platform().order(created.id, staff);
  const payment = payments[0];
  if (payment === undefined) throw new Error('the paid order has no payment');
  return { id: created.id, payment: payment.id };
}

test('the registry makes it; a key is verified by one cheap question, a wrong one refused', async () => {
  const options = { accountId, baseUrl, version: '0.1.0', language: () => 'en' as const };
  const make = (key: string) => createPlatform('ticrs', { ...options, credential: { kind: 'apiKey', key } });
  expect(await make('tic_sandbox_key').verify(staff)).toEqual({ name: null, tickets: 600 });
  await expect(make('wrong').verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused' },
    outcome: 'not_sent',
  });
  await expect(make('лоше').verify(staff)).rejects.toMatchObject({ problem: { code: 'invalid_input' } });
  expect(() => createPlatform('none' as SystemId, { ...options, credential: { kind: 'apiKey', key: 'k' } })).toThrow(
    'capability_missing',
  );
});

test('T1, T2: e-mail and password, who that is, and out again', async () => {
  const login = (password: string) => platform({ credential: { kind: 'login', email: 'demo@example.test', password } });
  const session = login('sandbox1');
  const identity = await session.verify(staff);
  expect(identity.tickets).toBe(600);
  expect(identity.name).not.toBeNull();
  await session.signOut(staff);
  await session.verify(staff);
  await expect(login('sandbox2').verify(staff)).rejects.toMatchObject({ problem: { code: 'login_refused' } });
  await expect(login('short').verify(staff)).rejects.toMatchObject({
    problem: { code: 'refused_fields', fields: { password: [expect.any(String)] } },
    outcome: 'not_sent',
  });
});

test('T3: the catalogue with calendar ids, and the events of a day', async () => {
  const candidates = await platform().catalogueCandidates(staff);
  expect(candidates.length).toBeGreaterThan(5);
  expect(candidates.every(({ calendarId }) => calendarId !== null)).toBe(true);
  expect(new Set(candidates.map(({ importKey }) => importKey)).size).toBe(candidates.length);
  expect(candidates.every(({ rawPrice, asMajor }) => asMajor.minor === rawPrice * 100)).toBe(true);
  const start = candidates[0]?.eventStart ?? '';
  expect((await platform().eventsOnDay(start.slice(0, 10), pull)).length).toBeGreaterThan(0);
  expect(await platform().eventsOnDay('2001-01-01', pull)).toEqual([]);
});

test('T4: statistics, once a minute, with the wait told and nothing else stopped', async () => {
  const own = platform();
  const statistics = await own.statistics('2024-01-01', today, staff);
  expect(statistics.byDay.length).toBeGreaterThan(0);
  expect(statistics.views).toBeGreaterThanOrEqual(statistics.orders);
  await tell('/rate-limit', { limit: 60 });
  try {
    const limited = platform();
    await limited.statistics('2024-01-01', today, staff);
    // This laptop's own minute, and the platform's own refusal to a client that did not know.
    for (const client of [limited, platform()]) {
      await expect(client.statistics('2024-01-01', today, staff)).rejects.toMatchObject({
        problem: { code: 'rate_limited', retryAfterMs: expect.any(Number) },
      });
      await expect(client.verify(staff)).resolves.toMatchObject({ tickets: 600 });
    }
  } finally {
    await tell('/rate-limit', { limit: 'off' });
  }
});

test('T5, T6: all events and all tickets, each once, also event by event', async () => {
  const own = platform();
  const events = await own.events({ ...pull, page: 1 });
  expect(events.rows.length).toBeGreaterThan(3);
  const identities: string[] = [];
  const rowsBy = new Map<string, Set<string>>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await own.tickets({ ...pull, page });
    expect(answer).toMatchObject({ total: 600, pages: 12, page, setAside: [] });
    pages = answer.pages;
    for (const { identity, ...row } of answer.rows) {
      identities.push(identity);
      rowsBy.set(identity, (rowsBy.get(identity) ?? new Set()).add(JSON.stringify(row)));
    }
  }
  expect(identities).toHaveLength(600);
  // Tickets of one purchase are equal in every field (T-9), and only those share an identity.
  expect(rowsBy.size).toBeLessThan(600);
  expect([...rowsBy.values()].filter((rows) => rows.size > 1)).toEqual([]);
  const eventId = events.rows[0]?.id;
  const one = await own.tickets({ ...pull, page: 1, eventId });
  expect(one.rows.every((row) => row.eventId === eventId)).toBe(true);
  expect(
    (await platform({ language: () => 'ru' }).tickets({ ...pull, page: 1 })).rows.map(({ identity }) => identity),
  ).toEqual(identities.slice(0, 50));
});

test('T7, T8, T9, T10: an order is made, found, paid', async () => {
  const own = platform();
  const created = await own.createOrder(draft, staff);
  expect(new URL(created.paymentLink ?? '').origin).toBe(baseUrl);
  for (const search of [
    'DJORDJE@example.test',
    '+381601234567',
    'Ђорђе',
    created.number,
    created.publicToken,
    created.id,
  ]) {
    const found = await own.orders({ ...staff, page: 1, search });
    expect(found.rows.map(({ id }) => id)).toContain(created.id);
  }
  const before = await own.order(created.id, staff);
  expect(before.order).toMatchObject({
    status: 'awaiting_payment',
    total: { minor: 14_997, currency: 'RSD' },
    contact: null,
  });
  expect(before.order.items).toMatchObject([
    { type: 'service', name: 'Garderoba', unitPrice: { minor: 4_999 }, quantity: 3, date: today },
  ]);
  expect(before.payments).toEqual([]);

  await tell(`/tic/orders/${created.id}/decline`);
  await tell(`/tic/orders/${created.id}/approve`);
  const after = await own.order(created.id, staff);
  expect(after.order.status).toBe('paid');
  const listed = await own.payments({ ...staff, page: 1, orderId: created.id });
  expect(listed.rows.map(({ status, amount }) => [status, amount.minor])).toEqual(
    expect.arrayContaining([
      ['approved', 14_997],
      ['failed', 14_997],
    ]),
  );
  expect(new Set(after.payments.map(({ id }) => id))).toEqual(new Set(listed.rows.map(({ id }) => id)));
  const newest = await own.orders({ ...pull, page: 1, perPage: 5 });
  expect(newest.rows[0]).toMatchObject({ id: created.id, status: 'paid', platformStatus: { id: '2', name: 'Paid' } });
  expect((await own.payments({ ...pull, page: 1, fromDay: '2999-01-01' })).total).toBe(0);
});

test('T8: an event item with its calendar; what the platform refuses comes by field', async () => {
  const own = platform();
  const open = (await own.catalogueCandidates(staff)).find(
    ({ available, calendarId }) => available && calendarId !== null,
  );
  const item = draft.items[0];
  if (open === undefined || item === undefined) throw new Error('nothing on sale');
  const event = { ...item, type: 'event' as const, calendarId: open.calendarId, date: null, quantity: 1 };
  const made = await own.createOrder({ ...draft, items: [event] }, staff);
  expect((await own.order(made.id, staff)).order.items).toMatchObject([{ type: 'event', calendarId: open.calendarId }]);
  const wrong = own.createOrder({ ...draft, items: [{ ...event, calendarId: 99_999_999 }] }, staff);
  await expect(wrong).rejects.toMatchObject({
    problem: { code: 'refused_fields', fields: { 'items.0.calendarId': [expect.any(String)] } },
    outcome: 'refused',
  });
});

test('T11, T13, T14: a payment is refunded: requested, approved, completed', async () => {
  const own = platform();
  const { id, payment } = await paidOrder();
  const request = await own.refundPayment(payment, staff);
  expect(await own.refundRequest(request, staff)).toMatchObject({ paymentId: payment, state: 'requested' });
  await expect(own.refundPayment(payment, staff)).rejects.toMatchObject({ outcome: 'refused' });
  await tell(`/tic/refunds/${request}/approve`);
  expect(await own.refundRequest(request, staff)).toMatchObject({ state: 'approved', decidedAt: expect.any(String) });
  await tell(`/tic/refunds/${request}/settle`);
  const settled = await own.refundRequest(request, staff);
  expect(settled.state).toBe('completed');
  const listed = (await own.refundRequests({ ...pull, page: 1 })).rows.find((row) => row.id === request);
  expect(listed).toMatchObject({ state: 'completed', refundPaymentId: settled.refundPaymentId });
  const money = await own.payments({ ...staff, page: 1, orderId: id });
  expect(money.rows.map(({ amount }) => amount.minor).sort()).toEqual([-14_997, 14_997]);
});

test('T12: a whole order is refunded and cancelled; the platform’s rejection brings its reason', async () => {
  const own = platform();
  const { id } = await paidOrder();
  const requests = await own.refundOrder(id, staff);
  expect(requests).toHaveLength(1);
  expect((await own.order(id, staff)).order.status).toBe('cancelled');
  await tell(`/tic/refunds/${requests[0]}/reject`, { reason: 'The event took place' });
  expect(await own.refundRequest(requests[0] ?? as<RefundRequestId>(''), staff)).toMatchObject({
    state: 'rejected',
    rejectionReason: 'The event took place',
  });
  const unpaid = await own.createOrder(draft, staff);
  expect(await own.refundOrder(unpaid.id, staff)).toEqual([]);
});

test('what is not there is not found', async () => {
  const own = platform();
  for (const ask of [
    () => own.order(as<OrderId>('nothing/like it'), staff),
    () => own.refundRequest(as<RefundRequestId>('nothing'), staff),
    () => own.refundPayment(as<PaymentId>('nothing'), staff),
    () => own.refundOrder(as<OrderId>('nothing'), staff),
  ]) {
    await expect(ask()).rejects.toMatchObject({ problem: { code: 'not_found' }, outcome: 'refused' });
  }
});

test('T15, T16: dictionaries', async () => {
  const { payment } = platform();
  expect((await payment.orderStatuses(staff)).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect((await payment.transactionStatuses(staff)).map(({ code }) => code)).toEqual(['approved', 'failed']);
});

test.each(['sr-Latn', 'sr-Cyrl', 'ru', 'en'] as const)(
  'statuses are told in %s and understood by id',
  async (language) => {
    const { rows } = await platform({ language: () => language }).orders({ ...pull, page: 1 });
    expect(rows.every(({ platformStatus }) => platformStatus.name !== '')).toBe(true);
    const words = { 'sr-Latn': /Novo|Plaćeno/, 'sr-Cyrl': /Novo|Plaćeno/, ru: /Новый|Оплачен/, en: /New|Paid/ };
    expect(rows.map(({ platformStatus }) => platformStatus.name).join()).toMatch(words[language]);
  },
);

test.each([
  ['reset_before', 'host_unreachable', 'unknown'],
  ['reset_after', 'host_unreachable', 'unknown'],
  ['500html', 'server_error', 'unknown'],
  ['500_after', 'server_error', 'unknown'],
  ['html200', 'not_json', 'unknown'],
  ['truncate', 'bad_response', 'unknown'],
])('an order whose answer is lost by %s is %s and %s', async (kind, code, outcome) => {
  await tell('/faults', { kind, route: 'POST /api/payment/v1/orders', count: 1 });
  const error = await platform()
    .createOrder(draft, staff)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PlatformError);
  expect((error as PlatformError).problem.code).toBe(code);
  expect(sendOutcome(error)).toBe(outcome);
});

test('an order answered without its link is unknown: it was made', async () => {
  await tell('/faults', {
    kind: 'wrong_field',
    route: 'POST /api/payment/v1/orders',
    count: 1,
    path: 'data.payment_url',
    remove: true,
  });
  await expect(platform().createOrder(draft, staff)).rejects.toMatchObject({
    problem: { code: 'bad_response', message: expect.stringContaining('payment_url') },
    outcome: 'unknown',
  });
});

test('a 429 on the way is waited out and the order made once', async () => {
  const search = `once-${Date.now()}@example.test`;
  await tell('/faults', { kind: '429', route: 'POST /api/payment/v1/orders', count: 1, retryAfter: 1 });
  const created = await platform().createOrder({ ...draft, customer: { ...draft.customer, email: search } }, staff);
  const found = await platform().orders({ ...staff, page: 1, search });
  expect(found.rows.map(({ id }) => id)).toEqual([created.id]);
});

test('a wrong field sets its row aside and keeps the page', async () => {
  await tell('/faults', {
    kind: 'wrong_field',
    route: 'GET /api/organizer/v1/tickets',
    count: 1,
    path: 'data.3.price_paid.amount',
    value: 'free',
  });
  const page = await platform().tickets({ ...pull, page: 1 });
  expect(page.rows).toHaveLength(49);
  expect(page.setAside).toMatchObject([{ field: 'data.3.price_paid.amount' }]);
});

test('whether the host answers at all costs no request of the budget', async () => {
  await expect(platform().reach(AbortSignal.timeout(4_000))).resolves.toMatchObject({ page: false });
  expect(platform().budget()).toEqual({ remaining: null, limit: null, pullWaitsUntilMs: null });
});
