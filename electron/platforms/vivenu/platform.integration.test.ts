import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Credential } from '../../../shared/domain/accounts.ts';
import type { Contact, TicketRow } from '../../../shared/domain/tickets.ts';
import { type AccountId, as, type EventId, type IsoTime, type OrderId } from '../../../shared/ids.ts';
import { sumMoney } from '../../../shared/money.ts';
import { tonight } from '../../../shared/time.ts';
import type { OrderDraft, Page } from '../platform.ts';
import { sendOutcome } from '../platform-error.ts';
import { createPlatform } from '../registry.ts';

/* Every capability against the project's own sandbox, which is a second reading of the same documents and shares no code. */

const staff = { priority: 'staff' } as const;
const pull = { priority: 'pull' } as const;
const controlToken = 'integration';
const root = path.resolve(import.meta.dirname, '../../..');
const apiKey = { kind: 'apiKey', key: 'key_sandbox' } as const;
const login = { kind: 'login', email: 'demo@example.test', password: 'sandbox1' } as const;
const door = { ...apiKey, scanToken: 'acc_sandbox' } as const;

let sandbox: ChildProcess;
let baseUrl = '';
let control = '';
let cases: Readonly<Record<string, OrderId>> = {};

beforeAll(async () => {
  const flags = ['--port', '0', '--control-token', controlToken, '--tickets', '200', '--vivenu-tickets', '600'];
  sandbox = spawn(process.execPath, ['sandbox/main.ts', ...flags], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: sandbox.stdout ?? process.stdin });
  for await (const line of lines) {
    const said = JSON.parse(line) as { ready?: boolean; vivenu: string; control: string };
    if (said.ready !== true) continue;
    baseUrl = said.vivenu;
    control = said.control;
    break;
  }
  cases = ((await order('GET', '/vivenu/cases')) as { transactions: Record<string, OrderId> }).transactions;
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
  return response.status === 204 ? null : response.json();
}
const tell = (route: string, body: object = {}) => order('POST', route, body);

afterEach(async () => {
  await order('DELETE', '/faults');
  await tell('/vivenu/settings', { internal_payment: 'LOCAL-RECEIVED' });
});

const platform = (credential: Credential = apiKey) =>
  createPlatform('vivenu', {
    accountId: as<AccountId>('demo'),
    baseUrl,
    credential,
    version: '0.1.0',
    language: () => 'en',
  });

function caseOf(name: string): OrderId {
  const id = cases[name];
  if (id === undefined) throw new Error(`the sandbox has no case ${name}`);
  return id;
}

async function all<Row>(read: (page: number) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await read(page);
    expect(answer.setAside).toEqual([]);
    pages = answer.pages;
    rows.push(...answer.rows);
  }
  return rows;
}

const ticketsOf = async (id: OrderId): Promise<readonly TicketRow[]> =>
  (await all((page) => platform().tickets({ ...pull, page }))).filter((row) => row.entry?.orderId === id);

const ana: Contact = { name: 'Ana Petrović', email: 'ana.p@example.test', phone: '+381601234567' };

/** A sale of tonight's club: standing room, no seats to run out. */
async function draft(more: Partial<OrderDraft> = {}, quantity = 2): Promise<OrderDraft> {
  const candidates = await platform().catalogueCandidates(staff);
  const found = candidates.find((candidate) => candidate.available && candidate.ticketTypeName === 'Abendkasse');
  if (found === undefined) throw new Error('nothing on sale');
  const item = {
    ...{ type: 'event', name: found.ticketTypeName, unitPrice: found.asMajor, quantity, ref: found.ref },
    ...{ calendarId: null, ticketTypeId: null, date: null },
  };
  const currency = found.asMajor.currency;
  return { tender: 'cash', reference: 'W-7F3K', customer: ana, items: [item], currency, ...more };
}

const sell = async (more: Partial<OrderDraft> = {}, quantity = 2) =>
  platform().createOrder(await draft(more, quantity), staff);

test('keys, logins and scanning tokens are verified; wrong ones are refused', async () => {
  expect(await platform().verify(staff)).toEqual({ name: 'Box office', tickets: 600 });
  expect(await platform(login).verify(staff)).toEqual({ name: 'demo@example.test', tickets: 600 });
  expect((await platform(door).verify(staff)).tickets).toBe(600);
  await expect(platform({ kind: 'apiKey', key: 'wrong' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused' },
    outcome: 'not_sent',
  });
  await expect(platform({ ...login, password: 'wrong' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'login_refused' },
  });
  await expect(platform({ kind: 'token', token: 'a.b.c' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'session_ended' },
  });
  await expect(platform({ ...apiKey, scanToken: 'acc_sandbox_inactive' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused', fields: { scanToken: [expect.any(String)] } },
  });
});

test('capabilities follow the credential', () => {
  expect(platform().capabilities.has('orders.invite')).toBe(false);
  expect(platform(login).capabilities.has('orders.invite')).toBe(true);
  expect(platform().capabilities.has('tickets.scan')).toBe(false);
  expect(platform(door).capabilities.has('tickets.scan')).toBe(true);
});

test('V20, V23: all tickets once, with event, code, seat and status; tonight’s events', async () => {
  const own = platform();
  const events = await all((page) => own.events({ ...pull, page }));
  const names = new Map(events.map(({ id, name }) => [id, name]));
  const rows = await all((page) => own.tickets({ ...pull, page }));
  expect(rows.length).toBeGreaterThanOrEqual(600);
  expect(new Set(rows.map(({ identity }) => identity)).size).toBe(rows.length);
  expect(rows.every((row) => row.eventName === names.get(row.eventId))).toBe(true);
  expect(rows.every(({ entry }) => (entry?.barcode.length ?? 0) >= 8)).toBe(true);
  expect(rows.some(({ entry }) => entry?.seat !== null)).toBe(true);
  expect(rows.some(({ entry }) => entry?.seat === null)).toBe(true);
  expect(new Set(rows.map(({ entry }) => entry?.status)).size).toBeGreaterThanOrEqual(4);
  // POS tickets have no guest, transferred ones no transaction.
  expect(rows.some(({ holder }) => holder.name === '')).toBe(true);
  expect(rows.some(({ entry }) => entry?.orderId === null)).toBe(true);
  const today = await own.eventsOnDay(tonight(Date.now()), pull);
  expect(today.length).toBeGreaterThanOrEqual(1);
  const [eventId] = today;
  const one = await all((page) => own.tickets({ ...pull, page, eventId }));
  expect(one.length).toBe(rows.filter((row) => row.eventId === eventId).length);
});

test('V23: what changed since', async () => {
  const own = platform();
  const since = as<IsoTime>(new Date().toISOString());
  expect((await own.ticketsSince({ ...pull, page: 1, since })).total).toBe(0);
  const sold = await sell();
  const changed = await own.ticketsSince({ ...pull, page: 1, since });
  expect(changed.rows.map(({ entry }) => [entry?.orderId, entry?.status])).toEqual([
    [sold.id, 'valid'],
    [sold.id, 'valid'],
  ]);
});

test('V9: orders with guest, items and money, exact to the cent', async () => {
  const rows = await all((page) => platform().orders({ ...pull, page }));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const statuses = new Set(rows.map(({ status }) => status));
  for (const status of ['awaiting_payment', 'paid', 'cancelled', 'refunded', 'partially_refunded', 'failed'] as const) {
    expect(statuses).toContain(status);
  }
  expect(rows.every(({ total }) => Number.isSafeInteger(total.minor) && total.currency === 'EUR')).toBe(true);
  expect(rows.some(({ contact }) => contact?.email !== '')).toBe(true);
});

test.each([
  ['complete_seats', 'paid', 1],
  ['complete_local', 'paid', 1],
  ['external', 'paid', 1],
  ['new_local', 'awaiting_payment', 0],
  ['new_online', 'awaiting_payment', 0],
  ['new_failed', 'failed', 1],
  ['reserved', 'awaiting_payment', 0],
  ['aborted', 'cancelled', 0],
  ['canceled_unpaid', 'cancelled', 0],
  ['canceled_kept', 'cancelled', 1],
  ['canceled_refunded', 'refunded', 2],
  ['partial_refunded', 'partially_refunded', 2],
  ['partial_kept', 'partially_refunded', 1],
  ['pos_open', 'paid', 1],
  ['dispute', 'paid', 1],
  ['chargeback', 'refunded', 1],
])('V1: %s is %s', async (name, status, payments) => {
  const detail = await platform().order(caseOf(name), staff);
  expect(detail.order.status).toBe(status);
  expect(detail.payments).toHaveLength(payments);
  expect(detail.history?.length).toBeGreaterThan(0);
  expect(detail.order.items?.length).toBeGreaterThan(0);
  if (payments === 2) {
    const left = sumMoney(
      detail.payments.map(({ amount }) => amount),
      'EUR',
    );
    expect(left.minor).toBeGreaterThanOrEqual(0);
    if (status === 'refunded') expect(left.minor).toBe(0);
    const listed = await platform().payments({ ...staff, page: 1, orderId: detail.order.id });
    expect(new Set(listed.rows.map(({ id }) => id))).toEqual(new Set(detail.payments.map(({ id }) => id)));
  }
});

test('V9: an order is found by e-mail, name, id, till reference and a phone alone', async () => {
  const own = platform();
  const withMail = await sell({ reference: 'W-2MAN' });
  const onlyPhone = await sell({ customer: { name: '', email: '', phone: '+381 64 555 0001' }, reference: 'W-2MAP' });
  const nobody = await sell({ customer: { name: 'W-2MAQ', email: '', phone: '' }, reference: 'W-2MAQ' });
  const found = async (search: string) => (await own.orders({ ...staff, page: 1, search })).rows.map(({ id }) => id);
  for (const search of ['ANA.P@example.test', 'petrović', withMail.id, 'w-2man']) {
    expect(await found(search)).toContain(withMail.id);
  }
  expect(await found('+381645550001')).toEqual([onlyPhone.id]);
  expect(await found('W-2MAQ')).toEqual([nobody.id]);
  expect(await found('W-2MAX')).toEqual([]);
  const seen = (await own.order(nobody.id, staff)).order;
  expect(seen.contact).toMatchObject({ email: '', name: 'W-2MAQ' });
});

test('V26, V27: cash and terminal sales are paid, their tickets valid, their items as sold', async () => {
  for (const tender of ['cash', 'terminal'] as const) {
    const sold = await sell({ tender });
    expect(sold).toMatchObject({ status: 'paid', paymentLink: null });
    const { order: read, payments } = await platform().order(sold.id, staff);
    const wanted = await draft();
    expect(read.number).toBe(sold.number);
    expect(read.contact).toEqual(ana);
    expect(read.items).toMatchObject(
      wanted.items.map(({ type, unitPrice, quantity, ref }) => ({ type, unitPrice, quantity, ref })),
    );
    expect(payments.map(({ status, amount }) => [status, amount])).toEqual([['approved', read.total]]);
    const rows = await ticketsOf(sold.id);
    expect(rows.map(({ entry, orderNumber }) => [entry?.status, orderNumber])).toEqual([
      ['valid', sold.number],
      ['valid', sold.number],
    ]);
  }
});

test('V8: money that the completion leaves open is noted', async () => {
  await tell('/vivenu/settings', { internal_payment: 'LOCAL-AWAITING' });
  expect((await sell()).status).toBe('paid');
});

test('a sale of another price, sold out or of two events is refused, and leaves nothing', async () => {
  const wanted = await draft();
  const before = (await platform().orders({ ...staff, page: 1 })).total;
  const cheaper = wanted.items.map((item) => ({ ...item, unitPrice: { minor: 100, currency: 'EUR' } }));
  await expect(platform().createOrder({ ...wanted, items: cheaper }, staff)).rejects.toMatchObject({
    problem: { code: 'refused', message: expect.stringContaining('21 EUR') },
    outcome: 'refused',
  });
  const soldOut = (await platform().catalogueCandidates(staff)).find((one) => one.ticketTypeName === 'Frühbucher');
  const items = wanted.items.map((item) => ({ ...item, ref: soldOut?.ref }));
  await expect(platform().createOrder({ ...wanted, items }, staff)).rejects.toMatchObject({ outcome: 'refused' });
  expect((await platform().orders({ ...staff, page: 1 })).total).toBe(before);
  const { data } = (await order('GET', '/vivenu/checkouts')) as { data: { status: string }[] };
  expect(data.filter(({ status }) => status === 'NEW')).toEqual([]);
});

test.each([
  ['reset_after', 'POST /api/checkout/', 'unknown', 1],
  ['500_after', 'POST /api/checkout/', 'unknown', 1],
  ['truncate', 'POST /api/checkout/', 'unknown', 1],
  ['reset_before', 'POST /api/checkout/', 'unknown', 0],
  ['reset_after', 'POST /api/checkouts', 'unknown', 0],
  ['reset_after', 'POST /api/customers', 'not_sent', 0],
  ['reset_after', 'GET /api/tickets?', 'unknown', 1],
])('a sale broken by %s at %s is %s, and found by its guest if it was made', async (kind, route, outcome, made) => {
  const email = `broken-${kind}-${Date.now()}@example.test`;
  const wanted = await draft({ customer: { ...ana, email } });
  await tell('/faults', { system: 'vivenu', kind, route, count: 1 });
  const error = await platform()
    .createOrder(wanted, staff)
    .catch((thrown: unknown) => thrown);
  expect(sendOutcome(error)).toBe(outcome);
  await order('DELETE', '/faults');
  const found = await platform().orders({ ...staff, page: 1, search: email });
  expect(found.rows.map(({ total }) => total.minor)).toEqual(Array(made).fill(2_100));
});

test('a 429 on the way is waited out and the order made once', async () => {
  const email = `once-${Date.now()}@example.test`;
  const wanted = await draft({ customer: { ...ana, email } });
  await tell('/faults', { system: 'vivenu', kind: '429', route: 'POST /api/checkout/', count: 1, retryAfter: 1 });
  const sold = await platform().createOrder(wanted, staff);
  expect((await platform().orders({ ...staff, page: 1, search: email })).rows.map(({ id }) => id)).toEqual([sold.id]);
});

test('V2: cancelled with the money, kept without it; a second time is refused in words', async () => {
  const own = platform();
  const back = await sell();
  const requests = await own.refundOrder(back.id, staff);
  expect(requests).toHaveLength(1);
  expect((await own.order(back.id, staff)).order.status).toBe('refunded');
  const [request] = requests;
  if (request === undefined) throw new Error('no refund');
  expect(await own.refundRequest(request, staff)).toMatchObject({
    ...{ state: 'completed', orderId: back.id, amount: { minor: 2_100, currency: 'EUR' } },
  });
  expect((await own.refundRequests({ ...pull, page: 1 })).rows.map(({ id }) => id)).toContain(request);
  const listed = await own.payments({ ...pull, page: 1, fromDay: new Date().toISOString().slice(0, 10) });
  const ofOrder = listed.rows.filter(({ orderId }) => orderId === back.id).map(({ amount }) => amount.minor);
  expect(ofOrder.sort()).toEqual([-2_100, 2_100]);
  await expect(own.refundOrder(back.id, staff)).rejects.toMatchObject({
    problem: { code: 'refused' },
    outcome: 'refused',
  });
  const kept = await sell();
  expect(await own.refundOrder(kept.id, { ...staff, keepMoney: true })).toEqual([]);
  const after = await own.order(kept.id, staff);
  expect([after.order.status, after.payments.map(({ amount }) => amount.minor)]).toEqual(['cancelled', [2_100]]);
  expect((await ticketsOf(kept.id)).every(({ entry }) => entry?.status === 'invalid')).toBe(true);
});

test('V-13: a sale of a point of sale is refused in the platform’s words', async () => {
  await expect(platform().refundOrder(caseOf('pos_closed'), staff)).rejects.toMatchObject({
    problem: { code: 'refused', message: expect.stringMatching(/POS/) },
    outcome: 'refused',
  });
});

test('V3, V4: one item of several, with its fee; what comes back is price less fee', async () => {
  const own = platform();
  const id = caseOf('complete_seats');
  const before = await own.cancellableItems(id, staff);
  const seat = before.find(({ type }) => type === 'ticket');
  if (seat === undefined) throw new Error('nothing to cancel');
  expect(seat).toMatchObject({ pieces: 1, cancelled: false, refunded: false });
  expect(seat.fee.minor).toBeGreaterThan(0);
  await own.cancelItems(id, { itemIds: [seat.id], keepMoney: false, refundTo: 'origin' }, staff);
  const after = await own.order(id, staff);
  expect(after.order.status).toBe('partially_refunded');
  expect(after.payments.map(({ amount }) => amount.minor)).toContain(-(seat.price.minor - seat.fee.minor));
  const listed = await own.cancellableItems(id, staff);
  expect(listed.find((item) => item.id === seat.id)).toMatchObject({ cancelled: true, refunded: true });
  const statuses = (await ticketsOf(id)).map(({ entry }) => entry?.status);
  expect(statuses.sort()).toEqual(['invalid', 'valid']);
  await expect(
    own.cancelItems(id, { itemIds: [seat.id], keepMoney: false, refundTo: 'origin' }, staff),
  ).rejects.toMatchObject({ problem: { code: 'refused' } });
});

test('V9 trap: an item of several pieces says how many go together', async () => {
  const [item] = await platform().cancellableItems(caseOf('complete_many_pieces'), staff);
  expect(item).toMatchObject({ type: 'ticket', pieces: 4 });
});

test('V5, V8: an open order is completed and its money noted, in either order', async () => {
  const own = platform();
  const id = caseOf('new_local');
  await own.markPaid(id, staff);
  expect((await own.order(id, staff)).order.status).toBe('in_fulfilment');
  expect((await own.completeOrder(id, staff)).order.status).toBe('paid');
  expect((await ticketsOf(id)).every(({ entry }) => entry?.status === 'valid')).toBe(true);
  await expect(own.completeOrder(id, staff)).rejects.toMatchObject({
    problem: { code: 'refused' },
    outcome: 'refused',
  });
  await expect(own.markPaid(id, staff)).rejects.toMatchObject({ problem: { code: 'refused' }, outcome: 'refused' });
});

interface Outbox {
  readonly data: readonly { readonly template: string; readonly to: string; readonly transactionId?: string }[];
}

test('V6, V7: tickets by mail to a corrected address; the invitation of a reserved order', async () => {
  const sold = await sell();
  await platform().mailTickets(sold.id, 'corrected@example.test', staff);
  await platform().mailTickets(sold.id, null, staff);
  const reserved = caseOf('reserved');
  await platform(login).sendInvitation(reserved, staff);
  const { data } = (await order('GET', '/vivenu/outbox?kind=mail')) as Outbox;
  const mails = data.filter(({ transactionId }) => transactionId === sold.id);
  expect(mails.map(({ to }) => to)).toEqual(expect.arrayContaining(['corrected@example.test', ana.email]));
  expect(data.some(({ template, transactionId }) => template === 'invitation' && transactionId === reserved)).toBe(
    true,
  );
  await expect(platform().sendInvitation(reserved, staff)).rejects.toMatchObject({
    problem: { code: 'capability_missing' },
  });
});

test('VS1, VS3: a ticket is let in once; a cancelled one and an unknown code are not; offline scans are told later', async () => {
  const own = platform(door);
  const hall = (await platform().catalogueCandidates(staff)).find((one) => one.ticketTypeName === 'Stehplatz');
  const wanted = await draft();
  if (hall === undefined) throw new Error('no standing room');
  const items = wanted.items.map((item) => ({ ...item, unitPrice: hall.asMajor, ref: hall.ref }));
  const sold = await platform().createOrder({ ...wanted, items }, staff);
  const [first, second] = await ticketsOf(sold.id);
  const codeOf = (row: TicketRow | undefined) => row?.entry?.barcode ?? '';
  expect(await own.scan(codeOf(first), staff)).toMatchObject({
    ...{
      granted: true,
      barcode: codeOf(first),
      name: 'Ana Petrović',
      ticketType: 'Stehplatz',
      platformStatus: 'VALID',
    },
    eventId: first?.eventId,
  });
  expect((await own.scan(codeOf(first), staff)).granted).toBe(false);
  expect(await own.scan('9999999999999999', staff)).toMatchObject({ granted: false, platformStatus: null });
  const at = as<IsoTime>(new Date().toISOString());
  const eventId = as<EventId>(first?.eventId ?? '');
  await own.uploadScans(eventId, [{ barcode: codeOf(second), at, granted: true }], staff);
  expect((await own.scan(codeOf(second), staff)).granted).toBe(false);
  await platform().refundOrder(sold.id, staff);
  expect(await own.scan(codeOf(first), staff)).toMatchObject({ granted: false, platformStatus: 'INVALID' });
});

test('what is not there is not found; what may not be written is forbidden', async () => {
  const nowhere = as<OrderId>('5f2a6c1d9b3e4a0000000000');
  await expect(platform().order(nowhere, staff)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  const readOnly = platform({ kind: 'apiKey', key: 'key_sandbox_read' });
  await expect(readOnly.markPaid(caseOf('new_online'), staff)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
    outcome: 'refused',
  });
});

test('a wrong field sets its row aside and keeps the page', async () => {
  const route = 'GET /api/tickets';
  await tell('/faults', { system: 'vivenu', kind: 'wrong_field', route, count: 1, path: 'rows.3.barcode', value: 7 });
  const page = await platform().tickets({ ...pull, page: 1 });
  expect(page.rows).toHaveLength(99);
  expect(page.setAside).toMatchObject([{ field: 'rows.3.barcode' }]);
});

test('whether the host answers at all costs no request of the budget', async () => {
  await expect(platform().reach(AbortSignal.timeout(4_000))).resolves.toBeUndefined();
  expect(platform().budget()).toEqual({ remaining: null, pullWaitsUntilMs: null });
});
