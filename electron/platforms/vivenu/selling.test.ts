import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderDraft } from '../platform.ts';
import { sendOutcome } from '../platform-error.ts';
import tickets from './samples/tickets.json' with { type: 'json' };
import transaction from './samples/transaction.json' with { type: 'json' };
import { accountAt, httpError, openWire, type Reply, type Wire } from './wire.fixture.ts';

/* A sale is several writes: what a failure at each of them says of the order. */

const staff = { priority: 'staff' } as const;
const open = 'POST /api/checkouts';
const complete = 'POST /api/checkout/co/internal';
const abort = 'POST /api/checkout/co/abort';
const find = 'GET /api/tickets';
const read = 'GET /api/transactions/tx';
const receive = 'POST /api/transactions/tx/paymentstatus';

const checkout = { _id: 'co', secret: 's', status: 'NEW', realPrice: 21, currency: 'EUR' };
const made = { ...transaction, cancellationInfo: null, _id: 'tx', secret: 'public', status: 'COMPLETE', realPrice: 21 };
const draft: OrderDraft = {
  tender: 'cash',
  reference: 'W-7F3K',
  customer: { name: 'Ana Petrović', email: 'ana@example.test', phone: '+381601234567' },
  currency: 'EUR',
  items: [
    {
      ...{ type: 'event', name: 'Rang', unitPrice: { minor: 1_050, currency: 'EUR' }, quantity: 2 },
      ...{ calendarId: null, ticketTypeId: null, date: null },
      ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 't' },
    },
  ],
};

let wire: Wire;
beforeEach(async () => {
  wire = await openWire();
  const channels = [
    { _id: 'web', type: 'WEB' },
    { _id: 'old', type: 'INTERNAL_BOOKING', status: 'INACTIVE' },
    { _id: 'office', type: 'INTERNAL_BOOKING', status: 'ACTIVE' },
  ];
  wire.answer('GET /api/sales-channels', { json: { docs: channels, total: 3 } });
  wire.answer('POST /api/customers', { json: { _id: 'cu' } });
  wire.answer(open, { json: checkout });
  wire.answer(complete, { json: { ...checkout, status: 'COMPLETE' } });
  wire.answer(abort, { json: { ...checkout, status: 'ABORTED' } });
  wire.answer(find, { json: { rows: [{ ...tickets[0], transactionId: 'tx' }], total: 2 } });
  wire.answer(
    read,
    { json: { ...made, paymentStatus: 'LOCAL-AWAITING' } },
    { json: { ...made, paymentStatus: 'LOCAL-RECEIVED' } },
  );
  wire.answer(receive, { status: 201 });
});
afterEach(() => wire.close());

const sell = (more: Partial<OrderDraft> = {}) => accountAt(wire).createOrder({ ...draft, ...more }, staff);
const routes = () => wire.arrived.map(({ route }) => route);
const bodyOf = (route: string) => wire.arrived.find((one) => one.route === route)?.body;

test('a sale: customer, checkout, completion, money; the reference goes with it', async () => {
  expect(await sell()).toEqual({ id: 'tx', number: 'TX', publicToken: 'public', paymentLink: null, status: 'paid' });
  expect(routes()).toEqual([
    'GET /api/sales-channels',
    'POST /api/customers',
    open,
    complete,
    find,
    read,
    receive,
    read,
  ]);
  expect(bodyOf('POST /api/customers')).toEqual({
    ...{ primaryEmail: 'ana@example.test', prename: 'Ana', lastname: 'Petrović', phone: '+381601234567', upsert: true },
  });
  expect(bodyOf(open)).toEqual({
    ...{ type: 'transaction', eventId: 'e', items: [{ type: 'ticket', ticketTypeId: 't', amount: 2 }] },
    ...{ salesChannelId: 'office', customerId: 'cu', meta: { reference: 'W-7F3K', tender: 'cash' } },
  });
  expect(bodyOf(complete)).toEqual({
    ...{ customerId: 'cu', status: 'COMPLETE', sendMail: true, sendTicketMail: true, reference: 'W-7F3K' },
  });
  expect(bodyOf(receive)).toEqual({ paymentStatus: 'LOCAL-RECEIVED' });
});

test('money that the completion has noted is not noted twice; an id in the answer is not looked for', async () => {
  wire.answer(complete, { json: { ...checkout, status: 'COMPLETE', transactionId: 'tx' } });
  wire.answer(read, { json: { ...made, paymentStatus: 'LOCAL-RECEIVED' } });
  expect((await sell({ tender: 'terminal' })).status).toBe('paid');
  expect(routes()).not.toContain(receive);
  expect(routes()).not.toContain(find);
});

test('a guest who left no address gets one that cannot exist, and no mail', async () => {
  await sell({ customer: { name: 'W-7F3K', email: '', phone: '' } });
  expect(bodyOf('POST /api/customers')).toEqual({
    ...{ primaryEmail: 'w-7f3k@willcall.invalid', lastname: 'W-7F3K', upsert: true },
  });
  expect(bodyOf(complete)).toMatchObject({ sendMail: false, sendTicketMail: false });
});

const lost: Reply = 'reset';
const refused = httpError(400, 'Tickets are not available');

test.each<[string, string, Reply, string, string, boolean]>([
  ['the channels cannot be read', 'GET /api/sales-channels', httpError(500, 'x'), 'server_error', 'not_sent', false],
  ['the customer’s answer is lost', 'POST /api/customers', lost, 'host_unreachable', 'not_sent', false],
  ['the customer is refused', 'POST /api/customers', httpError(400, 'primaryEmail'), 'refused', 'refused', false],
  ['the key is refused', open, httpError(401, 'Unauthorized'), 'key_refused', 'not_sent', false],
  ['it is sold out', open, refused, 'refused', 'refused', false],
  ['the checkout’s answer is lost', open, lost, 'host_unreachable', 'unknown', false],
  ['the checkout cannot be read', open, { json: { _id: 'co' } }, 'bad_response', 'unknown', false],
  ['the completion is refused', complete, refused, 'refused', 'refused', true],
  ['the completion is not let in', complete, httpError(401, 'Unauthorized'), 'key_refused', 'not_sent', true],
  ['the completion’s answer is lost', complete, lost, 'host_unreachable', 'unknown', false],
  ['the completion breaks', complete, httpError(502, 'x'), 'server_error', 'unknown', false],
  ['the transaction is not listed', find, { json: { rows: [], total: 0 } }, 'bad_response', 'unknown', false],
  ['looking for it is refused', find, httpError(403, 'x'), 'forbidden', 'unknown', false],
  ['it cannot be read', read, httpError(404, 'x'), 'not_found', 'unknown', false],
])('when %s', async (_why, route, reply, code, outcome, aborted) => {
  wire.answer(route, reply);
  const error = await sell().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ problem: { code } });
  expect(sendOutcome(error)).toBe(outcome);
  expect(routes().includes(abort)).toBe(aborted);
});

test('a checkout that could not be given back leaves the sale in doubt', async () => {
  wire.answer(complete, httpError(401, 'Unauthorized'));
  wire.answer(abort, httpError(500, 'x'));
  expect(sendOutcome(await sell().catch((thrown: unknown) => thrown))).toBe('unknown');
});

test.each([
  ['before anything was asked', null, [], 'not_sent'],
  [
    'while the customer is written',
    'POST /api/customers',
    ['GET /api/sales-channels', 'POST /api/customers'],
    'not_sent',
  ],
  ['while the checkout is opened', open, ['GET /api/sales-channels', 'POST /api/customers', open, abort], 'not_sent'],
])('stopped %s it goes no step further, and gives back what it holds', async (_when, route, asked, outcome) => {
  const stop = new AbortController();
  if (route === null) stop.abort();
  else wire.when(route, () => stop.abort());
  const sale = accountAt(wire).createOrder(draft, { ...staff, signal: stop.signal });
  expect(sendOutcome(await sale.catch((thrown: unknown) => thrown))).toBe(outcome);
  expect(routes()).toEqual(asked);
});

test('stopped while it is completed it is carried to its end: the order is known', async () => {
  const stop = new AbortController();
  wire.when(complete, () => stop.abort());
  expect(await accountAt(wire).createOrder(draft, { ...staff, signal: stop.signal })).toMatchObject({
    id: 'tx',
    status: 'paid',
  });
});

test('another price on the platform is no sale, and nothing is held', async () => {
  wire.answer(open, { json: { ...checkout, realPrice: 24 } });
  await expect(sell()).rejects.toMatchObject({
    problem: { code: 'refused', message: expect.stringMatching(/24 EUR.*21 EUR/) },
    outcome: 'refused',
  });
  expect(routes()).toContain(abort);
  expect(routes()).not.toContain(complete);
});

test('money that could not be noted leaves an order that says so', async () => {
  wire.answer(receive, httpError(400, 'Transaction has the wrong payment status'));
  expect(await sell()).toMatchObject({ id: 'tx', status: 'awaiting_payment' });
});

test('an account without a box office’s sales channel says so', async () => {
  wire.answer('GET /api/sales-channels', { json: { docs: [{ _id: 'web', type: 'WEB' }], total: 1 } });
  await expect(sell()).rejects.toMatchObject({ problem: { code: 'refused' }, outcome: 'refused' });
});

const [item] = draft.items;
test.each([
  [{ tender: 'link' as const }, 'tender'],
  [{ items: [] }, 'items'],
  [{ items: [{ ...item, ref: undefined }] }, 'items.0.ref'],
  [{ items: [item, { ...item, ref: { kind: 'ticket_type', eventId: 'other', ticketTypeId: 't' } }] }, 'items.1.ref'],
  [{ items: [{ ...item, quantity: 0 }] }, 'items.0.quantity'],
  [{ currency: 'CHF' }, 'items.0.unitPrice'],
])('%j cannot be sent', async (more, field) => {
  await expect(sell(more as Partial<OrderDraft>)).rejects.toMatchObject({
    problem: { code: 'invalid_input', fields: { [field]: [expect.any(String)] } },
    outcome: 'refused',
  });
  expect(wire.arrived).toEqual([]);
});
