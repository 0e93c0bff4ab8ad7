import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type EventId, type IsoTime, type OrderId, type RefundRequestId } from '../../../shared/ids.ts';
import cancelItemsRequest from './samples/cancel-items-request.json' with { type: 'json' };
import cancelRequest from './samples/cancel-request.json' with { type: 'json' };
import paymentStatusRequest from './samples/payment-status-request.json' with { type: 'json' };
import tickets from './samples/tickets.json' with { type: 'json' };
import transaction from './samples/transaction.json' with { type: 'json' };
import transactions from './samples/transactions.json' with { type: 'json' };
import { accountAt, httpError, openWire, type Wire } from './wire.fixture.ts';

/* What goes over the wire: methods, paths, query names, bodies as the documentation prints them, and every kind of answer. */

const staff = { priority: 'staff' } as const;
const pull = { priority: 'pull' } as const;
const id = as<OrderId>('5f2a6c1d9b3e4a0017c8d501');
const path = `/api/transactions/${id}`;
const emptyList = { json: { docs: [], total: 0 } };

let wire: Wire;
beforeEach(async () => {
  wire = await openWire();
});
afterEach(() => wire.close());

const sent = (route: string) => wire.arrived.filter((request) => request.route === route);
const bodyOf = (route: string) => sent(route)[0]?.body;

test('V2: whether the money goes back is always said (V-8); an answer without a body is done (V-4)', async () => {
  wire.answer(`POST ${path}/cancel`, { status: 201 });
  expect(await accountAt(wire).refundOrder(id, staff)).toEqual([]);
  expect(bodyOf(`POST ${path}/cancel`)).toEqual(cancelRequest);
  wire.arrived.length = 0;
  expect(await accountAt(wire).refundOrder(id, { ...staff, keepMoney: true })).toEqual([]);
  expect(bodyOf(`POST ${path}/cancel`)).toEqual({ refundFunds: false });
});

test('V2: the requests that it made are those of the items that it cancelled', async () => {
  const item = { cartItemId: 'x', type: 'ticket', price: 1 };
  const cancellableItems = [
    { ...item, cancelledAt: '2030-01-01T00:00:00.000Z', refundId: 'earlier' },
    { ...item, cancelledAt: '2030-01-02T00:00:00.000Z', refundId: 'now' },
    { ...item, cancelledAt: '2030-01-02T00:00:00.000Z', refundId: 'now' },
    item,
  ];
  wire.answer(`POST ${path}/cancel`, { status: 201, json: { ...transaction, cancellationInfo: { cancellableItems } } });
  expect(await accountAt(wire).refundOrder(id, staff)).toEqual(['now']);
});

test('V4, V5, V6, V7, V8: bodies and paths as printed', async () => {
  wire.answer(`POST ${path}/cancellations`, { json: {} });
  wire.answer(`POST ${path}/complete`, { json: transaction });
  wire.answer(`POST ${path}/ticket-mail`, { json: transaction });
  wire.answer(`POST ${path}/invitationmail`, { status: 201 });
  wire.answer(`POST ${path}/paymentstatus`, { status: 201, json: { paymentStatus: 'LOCAL-RECEIVED' } });
  wire.answer(`GET ${path}`, { json: { ...transaction, email: 'ana@example.test' } });
  const own = accountAt(wire, { kind: 'token', token: 'jwt' });
  await own.cancelItems(id, { itemIds: ['string', 'string'], keepMoney: false, refundTo: 'origin' }, staff);
  expect(bodyOf(`POST ${path}/cancellations`)).toEqual(cancelItemsRequest);
  await own.markPaid(id, staff);
  expect(bodyOf(`POST ${path}/paymentstatus`)).toEqual(paymentStatusRequest);
  await own.mailTickets(id, null, staff);
  await own.mailTickets(id, 'other@example.test', staff);
  expect(sent(`POST ${path}/ticket-mail`).map(({ body }) => body)).toEqual([{}, { email: 'other@example.test' }]);
  await own.sendInvitation(id, staff);
  expect(sent(`POST ${path}/invitationmail`)).toHaveLength(1);
  expect((await own.completeOrder(id, staff)).order.id).toBe('string');
  expect(wire.arrived.every(({ headers }) => headers['authorization'] === 'Bearer jwt')).toBe(true);
});

test('V4: money that stays has no target; no item is no cancellation', async () => {
  wire.answer(`POST ${path}/cancellations`, { json: {} });
  const own = accountAt(wire);
  await own.cancelItems(id, { itemIds: ['i'], keepMoney: true, refundTo: 'voucher' }, staff);
  expect(bodyOf(`POST ${path}/cancellations`)).toEqual({ items: ['i'], refundFunds: false });
  await expect(own.cancelItems(id, { itemIds: [], keepMoney: true, refundTo: 'origin' }, staff)).rejects.toMatchObject({
    problem: { code: 'invalid_input' },
    outcome: 'refused',
  });
});

test.each(['', 'w-7f3k@willcall.invalid'])('V6: a guest without an address (%j) needs one', async (email) => {
  wire.answer(`GET ${path}`, { json: { ...transaction, email } });
  await expect(accountAt(wire).mailTickets(id, null, staff)).rejects.toMatchObject({
    problem: { code: 'invalid_input', fields: { email: [expect.any(String)] } },
    outcome: 'refused',
  });
  expect(sent(`POST ${path}/ticket-mail`)).toEqual([]);
});

test('V-13: a sale of a point of sale is refused in the platform’s words', async () => {
  const sentence = 'POS transactions can only be canceled in the same POS and session';
  wire.answer(`POST ${path}/cancel`, httpError(400, sentence));
  await expect(accountAt(wire).refundOrder(id, staff)).rejects.toMatchObject({
    problem: { code: 'refused', message: sentence },
    outcome: 'refused',
  });
});

test('V-12: an invitation takes a user’s session; its 401 does not condemn the credential', async () => {
  await expect(accountAt(wire).sendInvitation(id, staff)).rejects.toMatchObject({
    problem: { code: 'capability_missing' },
    outcome: 'refused',
  });
  expect(wire.arrived).toEqual([]);
  wire.answer(`POST ${path}/invitationmail`, httpError(401, 'Unauthorized'));
  wire.answer('POST /api/users/login', { json: { token: 'one' } });
  wire.answer('POST /api/users/refresh', { json: { token: 'two' } });
  const own = accountAt(wire, { kind: 'login', email: 'demo@example.test', password: 'p' });
  await expect(own.sendInvitation(id, staff)).rejects.toMatchObject({
    problem: { code: 'forbidden', message: 'Unauthorized' },
    outcome: 'refused',
  });
});

test('V9, V23: pages of 100 (V-6) under the exact names (V-17)', async () => {
  wire.answer('GET /api/transactions', emptyList);
  wire.answer('GET /api/tickets', { json: { rows: [], total: 0 } });
  wire.answer('GET /api/events', { json: { rows: [], total: 0 } });
  const own = accountAt(wire);
  await own.orders({ ...pull, page: 3, perPage: 500, search: 'ana@example.test' });
  await own.orders({ ...pull, page: 1, perPage: 20 });
  expect(sent('GET /api/transactions').map(({ query }) => query)).toEqual([
    { top: '100', skip: '200', email: 'ana@example.test' },
    { top: '20', skip: '0' },
  ]);
  await own.tickets({ ...pull, page: 2, eventId: as<EventId>('e1') });
  await own.ticketsSince({ ...pull, page: 1, since: as<IsoTime>('2030-01-01T00:00:00.000Z') });
  expect(sent('GET /api/tickets').map(({ query }) => query)).toEqual([
    { top: '100', skip: '100', event: 'e1' },
    { top: '100', skip: '0', 'updatedAt[$gte]': '2030-01-01T00:00:00.000Z' },
  ]);
});

test('a page keeps what can be read, and events are asked for once, the unknown one by itself', async () => {
  const event = { _id: 'known', name: 'Koncert', start: '2030-02-01T19:00:00.000Z', end: '2030-02-01T22:00:00.000Z' };
  const [ticket] = tickets;
  const rows = [
    { ...ticket, _id: '1', eventId: 'known' },
    { ...ticket, _id: '2', eventId: 'child' },
    { ...ticket, _id: '3', eventId: 'gone' },
    { ...ticket, _id: '4', eventId: 'known', realPrice: 10.505 },
    { ...ticket, _id: '5', eventId: 7 },
    null,
  ];
  wire.answer('GET /api/tickets', { json: { rows, total: 6 } });
  wire.answer('GET /api/events', { json: { rows: [event], total: 1 } });
  wire.answer('GET /api/events/child', { json: { ...event, _id: 'child', name: 'Drugi dan' } });
  const own = accountAt(wire);
  const first = await own.tickets({ ...pull, page: 1 });
  const again = await own.tickets({ ...pull, page: 1 });
  expect(again).toEqual(first);
  expect(first.rows.map(({ identity, eventName, eventDate }) => [identity, eventName, eventDate])).toEqual([
    ['1', 'Koncert', '2030-02-01T20:00:00+01:00'],
    ['2', 'Drugi dan', '2030-02-01T20:00:00+01:00'],
    ['3', 'string', '2030-01-24T00:00:00+01:00'],
  ]);
  expect(first.setAside.map(({ field }) => field)).toEqual(['rows.3.realPrice', 'rows.4.eventId', 'rows.5.body']);
  expect(sent('GET /api/events')).toHaveLength(1);
  expect(sent('GET /api/events/gone')).toHaveLength(1);
});

test('refunds are money that went back; a voucher that is not listed costs an order nothing', async () => {
  const cancellationInfo = {
    cancellableItems: [
      { cartItemId: 'a', type: 'ticket', price: 10.5, cancelledAt: '2030-01-24T10:00:00.000Z', refundId: 'r1' },
      { cartItemId: 'b', type: 'ticket', price: 4, cancelledAt: '2030-01-24T11:00:00.000Z', refundId: 'voucher' },
    ],
  };
  const paid = {
    ...transaction,
    _id: id,
    status: 'COMPLETE',
    paymentStatus: 'RECEIVED',
    paymentInfo: null,
    cancellationInfo,
  };
  const refund = { _id: 'r1', transactionId: id, amount: 8.5, currency: 'EUR', createdAt: '2030-01-24T10:00:01.000Z' };
  wire.answer(`GET ${path}`, { json: paid });
  wire.answer('GET /api/payments/refunds/r1', { json: refund });
  wire.answer('GET /api/transactions', { json: { docs: [paid, transactions.docs[0]], total: 2 } });
  wire.answer('GET /api/payments/refunds', { json: { docs: [refund], total: 1 } });
  const own = accountAt(wire);
  const detail = await own.order(id, staff);
  expect(detail.order.status).toBe('partially_refunded');
  const money = (rows: typeof detail.payments) => rows.map(({ amount, status }) => [amount.minor, status]);
  expect(money(detail.payments)).toEqual([
    [1_050, 'approved'],
    [-850, 'approved'],
  ]);
  const listed = await own.payments({ ...pull, page: 1, fromDay: '2030-01-24' });
  expect(new Set(listed.rows.map((row) => row.id))).toEqual(new Set(detail.payments.map((row) => row.id)));
  expect(sent('GET /api/transactions')[0]?.query).toEqual({
    ...{ top: '100', skip: '0' },
    'updatedAt[$gte]': '2030-01-23T00:00:00.000Z',
  });
  expect((await own.payments({ ...staff, page: 1, orderId: id })).rows).toHaveLength(2);
  const [request] = (await own.refundRequests({ ...pull, page: 1 })).rows;
  expect(request).toMatchObject({ state: 'completed', orderId: id, amount: { minor: 850 }, refundPaymentId: 'r1' });
  expect(request?.paymentId).toBe(detail.payments[0]?.id);
});

test('a refund that is not found by its id is found in the list of its time; what is no refund is not found', async () => {
  const refund = { _id: 'r1', transactionId: id, amount: 8.5, currency: 'EUR', createdAt: '2030-01-24T10:00:01.000Z' };
  wire.answer('GET /api/payments/refunds', { json: { docs: [refund], total: 1 } });
  const item = { cartItemId: 'a', type: 'ticket', price: 10.5 };
  const cancellableItems = [{ ...item, cancelledAt: '2030-01-24T10:00:00.000Z', refundId: 'r1' }];
  wire.answer(`GET ${path}`, { json: { ...transaction, paymentInfo: null, cancellationInfo: { cancellableItems } } });
  const own = accountAt(wire);
  expect((await own.order(id, staff)).payments.map(({ amount }) => amount.minor)).toEqual([-850]);
  expect(sent('GET /api/payments/refunds')[0]?.query).toMatchObject({
    'createdAt[$gte]': '2030-01-24T09:45:00.000Z',
    'createdAt[$lte]': '2030-01-24T10:15:00.000Z',
  });
  expect(await own.refundRequest(as<RefundRequestId>('r1'), staff)).toMatchObject({ state: 'completed', orderId: id });
  await expect(own.refundRequest(as<RefundRequestId>('r2'), staff)).rejects.toMatchObject({
    problem: { code: 'not_found' },
  });
});

test('a 429 is waited out', async () => {
  wire.answer('GET /api/transactions', httpError(429, 'Too Many Requests'), emptyList);
  await expect(accountAt(wire).orders({ ...staff, page: 1 })).resolves.toMatchObject({ total: 0 });
});

const scanPath = '/api/accessusers/tickets/4200000000000001/scan';

test('VS1: the scanning token in its own header, granted and denied', async () => {
  const ticket = {
    _id: 't',
    barcode: '4200000000000001',
    name: 'Ana',
    status: 'VALID',
    ticketName: 'Rang',
    eventId: 'e',
  };
  wire.answer(`POST ${scanPath}`, { json: { access: 'GRANTED', ticket } }, { json: { access: 'DENIED', ticket } });
  const own = accountAt(wire, { kind: 'apiKey', key: 'key_1', scanToken: ' acc_1 ' });
  expect(own.capabilities.has('tickets.scan')).toBe(true);
  expect(await own.scan('4200000000000001', staff)).toEqual({
    ...{ granted: true, barcode: '4200000000000001', eventId: 'e', name: 'Ana' },
    ...{ ticketType: 'Rang', platformStatus: 'VALID' },
  });
  expect((await own.scan('4200000000000001', staff)).granted).toBe(false);
  expect(wire.arrived[0]?.headers['token']).toBe('acc_1');
  expect(wire.arrived[0]?.headers['authorization']).toBeUndefined();
});

test('VS1: an unknown code is denied, a dead token is not taken for one', async () => {
  const own = accountAt(wire, { kind: 'apiKey', key: 'key_1', scanToken: 'acc_1' });
  wire.answer('GET /api/accessusers/me', { json: { name: 'Door' } });
  expect(await own.scan('4200000000000001', staff)).toMatchObject({ granted: false, platformStatus: null });
  wire.answer('GET /api/accessusers/me', httpError(404, 'Not Found'));
  await expect(own.scan('4200000000000001', staff)).rejects.toMatchObject({ problem: { code: 'forbidden' } });
  await expect(accountAt(wire).scan('4200000000000001', staff)).rejects.toMatchObject({
    problem: { code: 'capability_missing' },
  });
});

test('VS3: scans told later, in one request, without codes that are none', async () => {
  const own = accountAt(wire, { kind: 'apiKey', key: 'key_1', scanToken: 'acc_1' });
  wire.answer('POST /api/accessusers/scans/e1', { json: { status: 'OK' } });
  const at = as<IsoTime>('2030-01-24T20:00:00.000Z');
  const scans = [
    { barcode: '4200000000000001', at, granted: true },
    { barcode: '4200000000000002', at, granted: false },
    { barcode: 'short', at, granted: false },
  ];
  await own.uploadScans(as<EventId>('e1'), scans, staff);
  await own.uploadScans(as<EventId>('e1'), scans.slice(2), staff);
  expect(wire.arrived.map(({ body }) => body)).toEqual([
    [
      { barcode: '4200000000000001', scanned_at: at, type: 'OK', direction: 'IN' },
      { barcode: '4200000000000002', scanned_at: at, type: 'FAIL', direction: 'IN' },
    ],
  ]);
});

test('V31: a key, a login and a scanning token are verified; what is wrong is named', async () => {
  wire.answer('GET /api/keys/info', { json: { name: 'Box office' } });
  wire.answer('GET /api/tickets', { json: { rows: [], total: 42 } });
  wire.answer('POST /api/users/login', { json: { token: 't' } });
  wire.answer('GET /api/accessusers/me', { json: {} });
  expect(await accountAt(wire).verify(staff)).toEqual({ name: 'Box office', tickets: 42 });
  const login = { kind: 'login', email: 'demo@example.test', password: 'p', scanToken: 'acc_1' } as const;
  expect(await accountAt(wire, login).verify(staff)).toEqual({ name: 'demo@example.test', tickets: 42 });
  wire.answer('GET /api/accessusers/me', httpError(404, 'Not Found'));
  await expect(accountAt(wire, login).verify(staff)).rejects.toMatchObject({
    problem: { code: 'key_refused', fields: { scanToken: [expect.any(String)] } },
  });
  wire.answer('GET /api/keys/info', httpError(401, 'Unauthorized'));
  await expect(accountAt(wire).verify(staff)).rejects.toMatchObject({ problem: { code: 'key_refused' } });
});
