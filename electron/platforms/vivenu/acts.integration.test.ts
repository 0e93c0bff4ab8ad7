import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TicketRow } from '../../../shared/domain/tickets.ts';
import { as, type EventId, type IsoTime } from '../../../shared/ids.ts';
import { sendOutcome } from '../platform-error.ts';
import { ana, apiKey, door, login, pull, SandboxFixture, staff } from './sandbox.fixture.ts';

/* Everything that is done, against the project's own sandbox: sales and what breaks them, cancellations, mails, scans. */

let sandbox: SandboxFixture;
beforeAll(async () => {
  sandbox = await SandboxFixture.start();
}, 60_000);
afterAll(() => sandbox.stop());
afterEach(async () => {
  await sandbox.ask('DELETE', '/faults');
  await sandbox.tell('/vivenu/settings', { internal_payment: 'LOCAL-RECEIVED' });
});

test('V26, V27: cash and terminal sales are paid, their tickets valid, their items as sold', async () => {
  for (const tender of ['cash', 'terminal'] as const) {
    const sold = await sandbox.sell({ tender });
    expect(sold).toMatchObject({ status: 'paid', paymentLink: null });
    const { order: read, payments } = await sandbox.platform().order(sold.id, staff);
    const wanted = await sandbox.draft();
    expect(read.number).toBe(sold.number);
    expect(read.contact).toEqual(ana);
    expect(read.items).toMatchObject(
      wanted.items.map(({ type, unitPrice, quantity, ref }) => ({ type, unitPrice, quantity, ref })),
    );
    expect(payments.map(({ status, amount }) => [status, amount])).toEqual([['approved', read.total]]);
    const rows = await sandbox.ticketsOf(sold.id);
    expect(rows.map(({ entry, orderNumber }) => [entry?.status, orderNumber])).toEqual([
      ['valid', sold.number],
      ['valid', sold.number],
    ]);
  }
});

test('V8: money that the completion leaves open is noted', async () => {
  await sandbox.tell('/vivenu/settings', { internal_payment: 'LOCAL-AWAITING' });
  expect((await sandbox.sell()).status).toBe('paid');
});

test('a sale of another price, sold out or of two events is refused, and leaves nothing', async () => {
  const wanted = await sandbox.draft();
  const before = (await sandbox.platform().orders({ ...staff, page: 1 })).total;
  const cheaper = wanted.items.map((item) => ({ ...item, unitPrice: { minor: 100, currency: 'EUR' } }));
  await expect(sandbox.platform().createOrder({ ...wanted, items: cheaper }, staff)).rejects.toMatchObject({
    problem: { code: 'refused', message: expect.stringContaining('21 EUR') },
    outcome: 'refused',
  });
  const soldOut = (await sandbox.platform().catalogueCandidates(staff)).find(
    (one) => one.ticketTypeName === 'Frühbucher',
  );
  const items = wanted.items.map((item) => ({ ...item, ref: soldOut?.ref }));
  await expect(sandbox.platform().createOrder({ ...wanted, items }, staff)).rejects.toMatchObject({
    outcome: 'refused',
  });
  expect((await sandbox.platform().orders({ ...staff, page: 1 })).total).toBe(before);
  const { data } = (await sandbox.ask('GET', '/vivenu/checkouts')) as { data: { status: string }[] };
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
  const wanted = await sandbox.draft({ customer: { ...ana, email } });
  await sandbox.tell('/faults', { system: 'vivenu', kind, route, count: 1 });
  const error = await sandbox
    .platform()
    .createOrder(wanted, staff)
    .catch((thrown: unknown) => thrown);
  expect(sendOutcome(error)).toBe(outcome);
  await sandbox.ask('DELETE', '/faults');
  const found = await sandbox.platform().orders({ ...staff, page: 1, search: email });
  expect(found.rows.map(({ total }) => total.minor)).toEqual(Array(made).fill(2_100));
});

test('a 429 on the way is waited out and the order made once', async () => {
  const email = `once-${Date.now()}@example.test`;
  const wanted = await sandbox.draft({ customer: { ...ana, email } });
  await sandbox.tell('/faults', {
    system: 'vivenu',
    kind: '429',
    route: 'POST /api/checkout/',
    count: 1,
    retryAfter: 1,
  });
  const sold = await sandbox.platform().createOrder(wanted, staff);
  expect((await sandbox.platform().orders({ ...staff, page: 1, search: email })).rows.map(({ id }) => id)).toEqual([
    sold.id,
  ]);
});

test('V2: cancelled with the money, kept without it; a second time is refused in words', async () => {
  const own = sandbox.platform();
  const back = await sandbox.sell();
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
  const kept = await sandbox.sell();
  expect(await own.refundOrder(kept.id, { ...staff, keepMoney: true })).toEqual([]);
  const after = await own.order(kept.id, staff);
  expect([after.order.status, after.payments.map(({ amount }) => amount.minor)]).toEqual(['cancelled', [2_100]]);
  expect((await sandbox.ticketsOf(kept.id)).every(({ entry }) => entry?.status === 'invalid')).toBe(true);
});

test('V-13: a sale of a point of sale is refused in the platform’s words', async () => {
  await expect(sandbox.platform().refundOrder(sandbox.caseOf('pos_closed'), staff)).rejects.toMatchObject({
    problem: { code: 'refused', message: expect.stringMatching(/POS/) },
    outcome: 'refused',
  });
});

test('V3, V4: one item of several, with its fee; what comes back is price less fee', async () => {
  const own = sandbox.platform();
  const id = sandbox.caseOf('complete_seats');
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
  const statuses = (await sandbox.ticketsOf(id)).map(({ entry }) => entry?.status);
  expect(statuses.sort()).toEqual(['invalid', 'valid']);
  await expect(
    own.cancelItems(id, { itemIds: [seat.id], keepMoney: false, refundTo: 'origin' }, staff),
  ).rejects.toMatchObject({ problem: { code: 'refused' } });
});

test('V9 trap: an item of several pieces says how many go together', async () => {
  const [item] = await sandbox.platform().cancellableItems(sandbox.caseOf('complete_many_pieces'), staff);
  expect(item).toMatchObject({ type: 'ticket', pieces: 4 });
});

test('V5, V8: an open order is completed and its money noted, in either order', async () => {
  const own = sandbox.platform();
  const id = sandbox.caseOf('new_local');
  await own.markPaid(id, staff);
  expect((await own.order(id, staff)).order.status).toBe('in_fulfilment');
  expect((await own.completeOrder(id, staff)).order.status).toBe('paid');
  expect((await sandbox.ticketsOf(id)).every(({ entry }) => entry?.status === 'valid')).toBe(true);
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
  const sold = await sandbox.sell();
  await sandbox.platform().mailTickets(sold.id, 'corrected@example.test', staff);
  await sandbox.platform().mailTickets(sold.id, null, staff);
  const reserved = sandbox.caseOf('reserved');
  await sandbox.platform(login).sendInvitation(reserved, staff);
  const { data } = (await sandbox.ask('GET', '/vivenu/outbox?kind=mail')) as Outbox;
  const mails = data.filter(({ transactionId }) => transactionId === sold.id);
  expect(mails.map(({ to }) => to)).toEqual(expect.arrayContaining(['corrected@example.test', ana.email]));
  expect(data.some(({ template, transactionId }) => template === 'invitation' && transactionId === reserved)).toBe(
    true,
  );
  await expect(sandbox.platform().sendInvitation(reserved, staff)).rejects.toMatchObject({
    problem: { code: 'capability_missing' },
  });
});

test('VS1, VS3: a ticket is let in once; a cancelled one and an unknown code are not; offline scans are told later', async () => {
  const own = sandbox.platform(door);
  const hall = (await sandbox.platform().catalogueCandidates(staff)).find((one) => one.ticketTypeName === 'Stehplatz');
  const wanted = await sandbox.draft();
  if (hall === undefined) throw new Error('no standing room');
  const items = wanted.items.map((item) => ({ ...item, unitPrice: hall.asMajor, ref: hall.ref }));
  const sold = await sandbox.platform().createOrder({ ...wanted, items }, staff);
  const [first, second] = await sandbox.ticketsOf(sold.id);
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
  await sandbox.platform().refundOrder(sold.id, staff);
  expect(await own.scan(codeOf(first), staff)).toMatchObject({ granted: false, platformStatus: 'INVALID' });
});

test('a seat that went to somebody else cannot be booked: refused in words, and the order stays open', async () => {
  const own = sandbox.platform();
  const id = sandbox.caseOf('new_seat_lost');
  const before = (await own.order(id, staff)).order;
  const refused = { problem: { code: 'refused', message: expect.stringMatching(/seat/i) }, outcome: 'refused' };
  await expect(own.completeOrder(id, staff)).rejects.toMatchObject(refused);
  expect((await own.order(id, staff)).order).toEqual(before);
});

test('VS1: a door that does not serve a ticket’s event keeps it out', async () => {
  const hall = sandbox.platform({ ...apiKey, scanToken: 'acc_sandbox_hall' });
  const [ticket] = await sandbox.ticketsOf(sandbox.caseOf('complete_local'));
  const barcode = ticket?.entry?.barcode ?? '';
  expect(await hall.scan(barcode, staff)).toMatchObject({ granted: false, barcode });
  expect(await sandbox.platform(door).scan(barcode, staff)).toMatchObject({ granted: true, barcode });
});
