import { expect, test } from 'vitest';
import { CHANNEL, vivenuForTests } from './test-client.ts';

const client = vivenuForTests();
const awaiting = vivenuForTests({ vivenu: { internalPayment: 'LOCAL-AWAITING', checkoutMinutes: 5 } });

interface Type {
  _id: string;
  name: string;
  maxAmountPerOrder: number;
}
const typeOf = (event: { tickets: Type[] }, name: string): string => {
  const found = event.tickets.find((type) => type.name === name);
  expect(found).toBeDefined();
  return found?._id ?? '';
};
const left = async (event: { _id: string }, typeId: string): Promise<number> => {
  const { body } = await client.raw('GET', `/api/public/events/${event._id}/availabilities`);
  return body.ticketTypes.find((type: { _id: string }) => type._id === typeId).available;
};

test('the box office sells: checkout, internal completion, tickets, one transaction (V26, V27)', async () => {
  const event = await client.event('Kellerklub');
  const type = typeOf(event, 'Abendkasse');
  const before = await left(event, type);
  const opened = await client.checkout(event._id, type, 3, { preferredLanguage: 'en' });
  expect(opened.status).toBe(200);
  expect(opened.body).toMatchObject({
    ...{ status: 'NEW', type: 'transaction', channel: 'internal', realPrice: 31.5, currency: 'EUR' },
    items: [{ eventId: event._id, realPrice: 31.5, outerCharge: 0, tickets: [{ amount: 3, price: 10.5 }] }],
  });
  expect(await left(event, type)).toBe(before - 3);
  const customerId = await client.customer();
  const path = `/api/checkout/${opened.body._id}/internal`;
  const body = { customerId, status: 'COMPLETE', reference: 'till-1/42' };
  expect((await client.post(path, body)).body.status).toBe('COMPLETE');
  expect((await client.post(path, body)).status).toBe(400);
  expect(await left(event, type)).toBe(before - 3);
  const tickets = (await client.get(`/api/tickets?checkoutId=${opened.body._id}`)).body.rows;
  expect(tickets.map((ticket: { status: string }) => ticket.status)).toEqual(['VALID', 'VALID', 'VALID']);
  const { body: doc } = await client.get(`/api/transactions/${tickets[0].transactionId}`);
  expect(doc).toMatchObject({
    ...{ status: 'COMPLETE', paymentStatus: 'LOCAL-RECEIVED', paymentMethod: 'local', checkoutId: opened.body._id },
    ...{
      customerId,
      name: 'Živka Ђорђевић',
      email: 'guest@mail.example.test',
      preferredLanguage: 'en',
      realPrice: 31.5,
    },
  });
  expect((await client.get('/api/transactions?psp=till-1/42')).body.docs).toEqual([doc]);
  expect((await client.get(`/api/transactions?customer=${customerId}`)).body.docs[0]).toEqual(doc);
  expect((await client.get(`/api/checkouts/${opened.body._id}`)).body.status).toBe('COMPLETE');
  const mail = (await client.control('GET', '/vivenu/outbox?kind=mail')).body.data.at(-1);
  expect(mail).toMatchObject({ template: 'ticket', to: 'guest@mail.example.test', transactionId: doc._id });
});

test('completion to NEW waits for cash and complete; money after COMPLETE is as the sandbox is told', async () => {
  const event = await client.event('Kellerklub');
  const doc = await client.sell(event._id, typeOf(event, 'Abendkasse'), 2, 'NEW');
  expect(doc).toMatchObject({ status: 'NEW', paymentStatus: 'LOCAL-AWAITING' });
  expect((await client.tickets(doc._id))[0].status).toBe('RESERVED');
  const path = `/api/transactions/${doc._id}`;
  expect((await client.post(`${path}/paymentstatus`, { paymentStatus: 'LOCAL-RECEIVED' })).status).toBe(201);
  expect((await client.post(`${path}/complete`)).body.status).toBe('COMPLETE');
  const there = await awaiting.event('Kellerklub');
  const unpaid = await awaiting.sell(there._id, typeOf(there, 'Abendkasse'), 1);
  expect(unpaid).toMatchObject({ status: 'COMPLETE', paymentStatus: 'LOCAL-AWAITING' });
});

test('sold out is a 400 with the known sentence; nothing is held afterwards', async () => {
  const event = await client.event('Kellerklub');
  const gone = await client.checkout(event._id, typeOf(event, 'Frühbucher'), 1);
  expect([gone.status, gone.body.message]).toEqual([400, 'Tickets are not available']);
  const type = typeOf(event, 'Abendkasse');
  const places = await left(event, type);
  for (let rest = places; rest > 0; rest -= 10)
    expect((await client.checkout(event._id, type, Math.min(10, rest))).status).toBe(200);
  expect((await client.checkout(event._id, type, 1)).body.message).toBe('Tickets are not available');
  // Nobody finishes: after the time all places are back.
  await client.control('POST', '/clock', { advance_s: 31 * 60 });
  expect(await left(event, type)).toBe(places);
  const { body } = await client.get('/api/checkouts?status=ABORTED&top=100');
  expect(body.total).toBe(Math.ceil(places / 10));
  const late = await client.post(`/api/checkout/${body.docs[0]._id}/internal`, {
    customerId: await client.customer(),
    status: 'NEW',
  });
  expect([late.status, late.body.message]).toEqual([400, 'Checkout has the wrong status: ABORTED']);
});

test('many tills at once never sell a place twice', async () => {
  const event = await client.event('Stand-up');
  const type = event.tickets[0]._id;
  expect((await client.checkout(event._id, type, 1)).status).toBe(400);
  const [ticket] = (await client.get(`/api/tickets?event=${event._id}&status=VALID&top=1`)).body.rows;
  await client.post(`/api/tickets/${ticket._id}/invalidate`);
  const tries = await Promise.all(Array.from({ length: 12 }, () => client.checkout(event._id, type, 1)));
  expect(tries.filter((answer) => answer.status === 200)).toHaveLength(1);
});

test('seats: the next free ones or the one that is named, never one that is taken', async () => {
  const event = await client.event('Kammerabend');
  const type = typeOf(event, 'Parkett');
  const opened = (await client.checkout(event._id, type, 2)).body;
  const seats = opened.items[0].tickets.map((item: { seatingInfo: { statusId: string } }) => item.seatingInfo.statusId);
  expect(new Set(seats).size).toBe(2);
  const named = (statusId: string, amount = 1) =>
    client.checkout(event._id, type, amount, {
      items: [{ ticketTypeId: type, amount, seatingInfo: { _type: 6, statusId } }],
    });
  expect((await named(seats[0])).body.message).toBe('Seat is not available');
  expect((await named('nosuch')).status).toBe(400);
  expect((await named(seats[0], 2)).status).toBe(400);
  const aborted = await client.post(`/api/checkout/${opened._id}/abort`, { secret: opened.secret });
  expect(aborted.body.status).toBe('ABORTED');
  const again = await named(seats[0]);
  expect(again.body.items[0].tickets[0].seatingInfo).toMatchObject({ _type: 6, statusId: seats[0] });
  const sold = await client.post(`/api/checkout/${again.body._id}/internal`, {
    customerId: await client.customer(),
    status: 'COMPLETE',
  });
  expect(sold.status).toBe(200);
  const [ticket] = (await client.get(`/api/tickets?checkoutId=${again.body._id}`)).body.rows;
  expect(ticket.seat).toMatch(/^Parkett \d+-\d+$/);
  await client.post(`/api/transactions/${ticket.transactionId}/cancel`, { refundFunds: true });
  expect((await named(seats[0])).status).toBe(200);
});

test('a coupon takes its share off; fees go on top in the web shop only', async () => {
  const event = await client.event('Kellerklub');
  const type = typeOf(event, 'Abendkasse');
  const off = (await client.checkout(event._id, type, 2, { coupons: ['HERBST15'] })).body;
  expect(off.realPrice).toBe(17.84);
  const web = (await client.checkout(event._id, type, 2, { salesChannelId: '5f2a6c1d9b3e4a0017c8d601' })).body;
  expect([web.channel, web.realPrice]).toEqual(['online', 24.53]);
});

test('what cannot be sold is a 400', async () => {
  const event = await client.event('Kellerklub');
  const type = typeOf(event, 'Abendkasse');
  const item = { ticketTypeId: type, amount: 1 };
  const base = { type: 'transaction', eventId: event._id, salesChannelId: CHANNEL, items: [item] };
  const root = (await client.get('/api/events?type=ROOT')).body.rows[0];
  const past = (await client.get('/api/events?end[$lt]=2026-09-01T00:00:00Z')).body.rows[0];
  const wrong: object[] = [
    ...[{ type: 'upgrade' }, { eventId: 'nosuch' }, { salesChannelId: 'nosuch' }, { salesChannelId: undefined }],
    ...[
      { items: [] },
      { items: undefined },
      { items: [{ ...item, amount: 0 }] },
      { items: [{ ...item, amount: 1.5 }] },
    ],
    ...[{ items: [{ ...item, ticketTypeId: 'x' }] }, { items: [{ ...item, amount: 11 }] }, { customerId: 'nosuch' }],
    ...[{ coupons: ['NO'] }, { vouchers: ['V-1'] }, { preferredLanguage: 'sr' }, { eventId: root._id }],
    { eventId: past._id, items: [{ ticketTypeId: past.tickets[0]._id, amount: 1 }] },
  ];
  for (const body of wrong)
    expect((await client.post('/api/checkouts', { ...base, ...body })).status, JSON.stringify(body)).toBe(400);
  const open = (await client.post('/api/checkouts', base)).body;
  const path = `/api/checkout/${open._id}`;
  const customerId = await client.customer();
  for (const body of [
    { status: 'NEW' },
    { customerId },
    { customerId, status: 'DONE' },
    { customerId: 'x', status: 'NEW' },
  ]) {
    expect((await client.post(`${path}/internal`, body)).status, JSON.stringify(body)).toBe(400);
  }
  expect((await client.post(`${path}/abort`, { secret: 'x' })).status).toBe(404);
  const unknown = await client.post('/api/checkout/0123456789abcdef01234567/internal', { customerId, status: 'NEW' });
  expect(unknown.status).toBe(404);
});

test('a reservation is a transaction RESERVED-BY-SYSTEM (V28)', async () => {
  const event = await client.event('Kellerklub');
  const open = (await client.checkout(event._id, typeOf(event, 'Abendkasse'), 1)).body;
  expect((await client.post(`/api/checkout/${open._id}/reserve`, { secret: open.secret })).status).toBe(200);
  const [ticket] = (await client.get(`/api/tickets?checkoutId=${open._id}`)).body.rows;
  expect(ticket.status).toBe('RESERVED');
  expect((await client.get(`/api/transactions/${ticket.transactionId}`)).body.status).toBe('RESERVED-BY-SYSTEM');
});

test('complimentary tickets cost nothing and are valid at once (V25)', async () => {
  const event = await client.event('Kellerklub');
  const items = [{ ticketTypeId: typeOf(event, 'Abendkasse'), amount: 2 }];
  const guest = { prename: 'Ágnes', lastname: 'Őri', email: 'agnes@level.example.test' };
  const free = (body: object) => client.post('/api/tickets/free', { eventId: event._id, items, ...body });
  const made = await free({ ...guest, sendMail: true, customMessage: 'Viel Freude', batchId: 'presse' });
  expect(made.status).toBe(201);
  expect(made.body).toHaveLength(2);
  expect(made.body[0]).toMatchObject({
    status: 'VALID',
    realPrice: 0,
    name: 'Ágnes Őri',
    customMessage: 'Viel Freude',
    batchCounter: 1,
  });
  const doc = (await client.get(`/api/transactions/${made.body[0].transactionId}`)).body;
  expect(doc).toMatchObject({ status: 'COMPLETE', realPrice: 0, paymentStatus: 'EXTERNAL' });
  expect((await client.get('/api/tickets?batch=presse')).body.total).toBe(2);
  expect((await free({ prename: 'Nur' })).status).toBe(400);
  expect((await free({ customerId: await client.customer() })).status).toBe(201);
  const gone = await free({ ...guest, items: [{ ticketTypeId: typeOf(event, 'Frühbucher'), amount: 1 }] });
  expect(gone.body.message).toBe('Tickets are not available');
});

test('a POS sells in an open session, by JWT (V30)', async () => {
  const jwt = await client.login();
  const [till] = (await client.get('/api/pos')).body.docs;
  const pos = (name: string, body?: object) => client.post(`/api/pos/${till._id}/${name}`, body, jwt);
  expect((await pos('open')).body).toEqual({ message: 'already-open' });
  expect((await client.post(`/api/pos/${till._id}/open`)).status).toBe(401);
  const event = await client.event('Kellerklub');
  const open = (await client.checkout(event._id, typeOf(event, 'Abendkasse'), 1)).body;
  const sale = { checkoutId: open._id, paymentMethod: 'cash', paymentType: 'local' };
  expect((await pos('convert-checkout', { ...sale, paymentType: 'barter' })).status).toBe(400);
  expect((await pos('convert-checkout', sale)).body).toMatchObject({ status: 'COMPLETE', channel: 'pos' });
  const [ticket] = (await client.get(`/api/tickets?checkoutId=${open._id}`)).body.rows;
  expect(ticket).not.toHaveProperty('name');
  const doc = (await client.get(`/api/transactions/${ticket.transactionId}`)).body;
  expect(doc).toMatchObject({ origin: 'pos', paymentStatus: 'POS-RECEIVED', posId: till._id });
  expect((await pos('close')).body).toEqual({ message: 'closed' });
  const late = await pos(`cancel/${doc._id}`, { refundFunds: true });
  expect(late.status).toBe(400);
  await pos('open');
  // A new session is not the one it was sold in.
  expect((await pos(`cancel/${doc._id}`, { refundFunds: true })).status).toBe(400);
});
