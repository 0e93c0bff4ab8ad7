import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { as, type IsoTime, type OrderId } from '../../../shared/ids.ts';
import { sumMoney } from '../../../shared/money.ts';
import { tonight } from '../../../shared/time.ts';
import { allOf, apiKey, door, login, pull, SandboxFixture, staff } from './sandbox.fixture.ts';

/* Everything that is read, against the project's own sandbox. */

let sandbox: SandboxFixture;
beforeAll(async () => {
  sandbox = await SandboxFixture.start();
}, 60_000);
afterAll(() => sandbox.stop());
afterEach(async () => {
  await sandbox.ask('DELETE', '/faults');
});

test('keys, logins and scanning tokens are verified; wrong ones are refused', async () => {
  expect(await sandbox.platform().verify(staff)).toEqual({ name: 'Box office', tickets: 600 });
  expect(await sandbox.platform(login).verify(staff)).toEqual({ name: 'demo@example.test', tickets: 600 });
  expect((await sandbox.platform(door).verify(staff)).tickets).toBe(600);
  await expect(sandbox.platform({ kind: 'apiKey', key: 'wrong' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused' },
    outcome: 'not_sent',
  });
  await expect(sandbox.platform({ ...login, password: 'wrong' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'login_refused' },
  });
  await expect(sandbox.platform({ kind: 'token', token: 'a.b.c' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'session_ended' },
  });
  await expect(sandbox.platform({ ...apiKey, scanToken: 'acc_sandbox_inactive' }).verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused', fields: { scanToken: [expect.any(String)] } },
  });
});

test('capabilities follow the credential', () => {
  expect(sandbox.platform().capabilities.has('orders.invite')).toBe(false);
  expect(sandbox.platform(login).capabilities.has('orders.invite')).toBe(true);
  expect(sandbox.platform().capabilities.has('tickets.scan')).toBe(false);
  expect(sandbox.platform(door).capabilities.has('tickets.scan')).toBe(true);
});

test('V20, V23: all tickets once, with event, code, seat and status; tonight’s events', async () => {
  const own = sandbox.platform();
  const events = await allOf((page) => own.events({ ...pull, page }));
  const names = new Map(events.map(({ id, name }) => [id, name]));
  const rows = await allOf((page) => own.tickets({ ...pull, page }));
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
  // The show in London begins at nine there, and is on sale in Cologne's currency.
  const london = events.filter(({ zone }) => zone === 'Europe/London');
  expect(london.map(({ name }) => name)).toEqual(['Stand-up: Zoë Brontë', 'Stand-up: Zoë Brontë']);
  const abroad = rows.filter((row) => row.zone === 'Europe/London');
  expect(abroad.length).toBeGreaterThan(0);
  expect(
    abroad.every((row) => row.eventName === 'Stand-up: Zoë Brontë' && row.eventDate.slice(11, 19) === '21:00:00'),
  ).toBe(true);
  expect(new Set(events.map(({ zone }) => zone))).toEqual(new Set(['Europe/London', 'Europe/Berlin']));
  const [eventId] = today;
  const one = await allOf((page) => own.tickets({ ...pull, page, eventId }));
  expect(one.length).toBe(rows.filter((row) => row.eventId === eventId).length);
});

test('V23: what changed since', async () => {
  const own = sandbox.platform();
  const since = as<IsoTime>(new Date().toISOString());
  expect((await own.ticketsSince({ ...pull, page: 1, since })).total).toBe(0);
  const sold = await sandbox.sell();
  const changed = await own.ticketsSince({ ...pull, page: 1, since });
  expect(changed.rows.map(({ entry }) => [entry?.orderId, entry?.status])).toEqual([
    [sold.id, 'valid'],
    [sold.id, 'valid'],
  ]);
});

test('V9: orders with guest, items and money, exact to the cent', async () => {
  const rows = await allOf((page) => sandbox.platform().orders({ ...pull, page }));
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
  const detail = await sandbox.platform().order(sandbox.caseOf(name), staff);
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
    const listed = await sandbox.platform().payments({ ...staff, page: 1, orderId: detail.order.id });
    expect(new Set(listed.rows.map(({ id }) => id))).toEqual(new Set(detail.payments.map(({ id }) => id)));
  }
});

test('V9: an order is found by e-mail, name, id and till reference', async () => {
  const own = sandbox.platform();
  const withMail = await sandbox.sell({ reference: 'W-2MAN' });
  const onlyPhone = await sandbox.sell({
    customer: { name: '', email: '', phone: '+381 64 555 0001' },
    reference: 'W-2MAP',
  });
  const nobody = await sandbox.sell({ customer: { name: 'W-2MAQ', email: '', phone: '' }, reference: 'W-2MAQ' });
  const found = async (search: string) => (await own.orders({ ...staff, page: 1, search })).rows.map(({ id }) => id);
  for (const search of ['ANA.P@example.test', 'petrović', withMail.id, 'w-2man']) {
    expect(await found(search)).toContain(withMail.id);
  }
  expect(await found('W-2MAP')).toEqual([onlyPhone.id]);
  expect(await found('+381645550001')).toEqual([]);
  expect(await found('W-2MAQ')).toEqual([nobody.id]);
  expect(await found('W-2MAX')).toEqual([]);
  const seen = (await own.order(nobody.id, staff)).order;
  expect(seen.contact).toMatchObject({ email: '', name: 'W-2MAQ' });
});

test('what is not there is not found; what may not be written is forbidden', async () => {
  const nowhere = as<OrderId>('5f2a6c1d9b3e4a0000000000');
  await expect(sandbox.platform().order(nowhere, staff)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  const readOnly = sandbox.platform({ kind: 'apiKey', key: 'key_sandbox_read' });
  await expect(readOnly.markPaid(sandbox.caseOf('new_online'), staff)).rejects.toMatchObject({
    problem: { code: 'forbidden' },
    outcome: 'refused',
  });
});

test('a wrong field sets its row aside and keeps the page', async () => {
  const route = 'GET /api/tickets';
  await sandbox.tell('/faults', {
    system: 'vivenu',
    kind: 'wrong_field',
    route,
    count: 1,
    path: 'rows.3.barcode',
    value: 7,
  });
  const page = await sandbox.platform().tickets({ ...pull, page: 1 });
  expect(page.rows).toHaveLength(99);
  expect(page.setAside).toMatchObject([{ field: 'rows.3.barcode' }]);
});

test('whether the host answers at all costs no request of the budget', async () => {
  await expect(sandbox.platform().reach(AbortSignal.timeout(4_000))).resolves.toMatchObject({ page: false });
  expect(sandbox.platform().budget()).toEqual({ limit: null, remaining: null, pullWaitsUntilMs: null });
});
