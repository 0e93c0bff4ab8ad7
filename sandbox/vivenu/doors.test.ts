import { expect, test } from 'vitest';
import { NOW_MS, vivenuForTests } from './test-client.ts';

const client = vivenuForTests();
const at = (minutes: number) => new Date(NOW_MS + minutes * 60_000).toISOString();
const scan = (barcode: string, token?: string) => client.door('POST', `/tickets/${barcode}/scan`, undefined, token);
const first = async (name: string) => (await client.tickets(await client.caseOf(name)))[0];

test('a token knows who it is and which events it opens (VS5)', async () => {
  expect((await client.door('GET', '/me')).body).toMatchObject({
    name: 'Door',
    accessControlSettings: { includeDetailsRequiredTickets: false },
  });
  const all = (await client.door('GET', '/events')).body;
  expect(all.length).toBeGreaterThan(8);
  expect(Object.keys(all[0])).toEqual(['_id', 'name']);
  expect((await client.door('GET', '/events?includeRootEvents=true')).body).toHaveLength(all.length + 1);
  expect((await client.door('GET', '/events', undefined, 'acc_sandbox_hall')).body).toHaveLength(1);
  expect((await client.door('GET', '/seller')).body).toEqual({ sellerId: expect.any(String) });
  for (const token of ['nosuch', 'acc_sandbox_inactive', ''])
    expect((await client.door('GET', '/me', undefined, token)).status).toBe(401);
});

test('a valid ticket comes in once; the answer shows it (VS1)', async () => {
  const ticket = await first('complete_seats');
  const answer = await scan(ticket.barcode);
  expect(answer.body).toEqual({
    access: 'GRANTED',
    ticket: {
      ...{ _id: ticket._id, barcode: ticket.barcode, name: ticket.name, status: 'VALID' },
      ...{ ticketTypeId: ticket.ticketTypeId, ticketName: ticket.ticketName, categoryRef: ticket.categoryRef },
      ...{
        eventId: ticket.eventId,
        sellerId: ticket.sellerId,
        createdAt: ticket.createdAt,
        updatedAt: ticket.updatedAt,
      },
    },
  });
  expect((await scan(ticket.barcode)).body).toMatchObject({ access: 'DENIED', ticket: { status: 'VALID' } });
  expect((await scan('0000000000000000')).status).toBe(404);
});

test('everything that is not VALID is denied, and so is the ticket of another event', async () => {
  for (const name of ['canceled_refunded', 'new_local', 'reserved', 'details_required', 'aborted', 'transferred']) {
    expect((await scan((await first(name)).barcode)).body.access, name).toBe('DENIED');
  }
  const club = await first('complete_local');
  expect((await scan(club.barcode, 'acc_sandbox_hall')).body.access).toBe('DENIED');
  expect((await scan(club.barcode)).body.access).toBe('GRANTED');
});

test('a type may come in more often; who goes out may come in again (VS1, VS6)', async () => {
  const [, second] = await client.tickets(await client.caseOf('complete_local'));
  const three = [];
  for (let i = 0; i < 4; i++) three.push((await scan(second.barcode)).body.access);
  expect(three).toEqual(['GRANTED', 'GRANTED', 'GRANTED', 'DENIED']);
  const ticket = await first('complete_many_pieces');
  expect((await scan(ticket.barcode)).body.access).toBe('GRANTED');
  const out = {
    ticketId: ticket._id,
    eventId: ticket.eventId,
    barcode: ticket.barcode,
    ticketTypeId: ticket.ticketTypeId,
  };
  const left = await client.post('/portier/api/scans', [{ ...out, type: 'checkout', scanResult: 'approved' }]);
  expect(left.status).toBe(200);
  expect((await scan(ticket.barcode)).body.access).toBe('GRANTED');
  expect((await scan(ticket.barcode)).body.access).toBe('DENIED');
});

test('looking does not scan (VS2)', async () => {
  const ticket = await first('complete_product');
  const look = (query = '', token?: string) =>
    client.door('GET', `/tickets/${ticket.barcode}${query}`, undefined, token);
  expect((await look()).body).toMatchObject({
    _id: ticket._id,
    status: 'VALID',
    priceCategory: { description: 'Parkett' },
  });
  expect((await look(`?eventId=${ticket.eventId}`)).status).toBe(200);
  expect((await look('?eventId=other')).status).toBe(404);
  const closed = await first('canceled_kept');
  expect((await client.door('GET', `/tickets/${closed.barcode}`)).body.status).toBe('INVALID');
  expect((await client.door('GET', `/tickets/${closed.barcode}`, undefined, 'acc_sandbox_hall')).status).toBe(404);
  expect((await scan(ticket.barcode)).body.access).toBe('GRANTED');
});

test('two laptops offline both let a ticket in: both uploads stand, and the list shows it (VS3, VS7)', async () => {
  const ticket = await first('partial_kept');
  const open = (await client.tickets(ticket.transactionId)).find((row: { status: string }) => row.status === 'VALID');
  const row = (minutes: number, type = 'OK') => ({
    barcode: open.barcode,
    scanned_at: at(minutes),
    type,
    direction: 'IN',
  });
  const upload = (rows: unknown, token?: string) => client.door('POST', `/scans/${open.eventId}`, rows, token);
  expect((await upload([row(-10), { ...row(-9), barcode: '99999999' }])).body).toEqual({ status: 'OK' });
  expect((await upload([row(-12), row(-5, 'FAIL')])).body).toEqual({ status: 'OK' });
  const { body } = await client.get(`/portier/api/scans?eventId=${open.eventId}&top=100`);
  const mine = body.docs.filter((scanned: { barcode: string }) => scanned.barcode === open.barcode);
  expect(
    mine.map((scanned: { time: string; scanResult: string; type: string }) => [
      scanned.time,
      scanned.scanResult,
      scanned.type,
    ]),
  ).toEqual([
    [at(-5), 'declined', 'checkin'],
    [at(-10), 'approved', 'checkin'],
    [at(-12), 'approved', 'checkin'],
  ]);
  expect((await scan(open.barcode)).body.access).toBe('DENIED');
  for (const wrong of [
    {},
    'x',
    [{ ...row(0), barcode: '1' }],
    [{ ...row(0), type: 'MAYBE' }],
    [{ ...row(0), scanned_at: 'now' }],
  ]) {
    expect((await upload(wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  const club = await first('complete_local');
  expect((await client.door('POST', `/scans/${club.eventId}`, [], 'acc_sandbox_hall')).status).toBe(403);
});

test('tickets for a scanner: changes since, first to last, without what is reserved (VS4)', async () => {
  const event = await client.event('Kammerabend');
  const list = (query: string, v2 = '') =>
    client.door('GET', `${v2 ? `/tickets/v2/${event._id}` : `/${event._id}/tickets`}?top=1000${query}`);
  const { body } = await list('');
  expect(body.docs).toHaveLength(body.total);
  const changes = body.docs.map((row: { updatedAt: string }) => row.updatedAt);
  expect(changes).toEqual([...changes].sort());
  expect(new Set(body.docs.map((row: { status: string }) => row.status))).toEqual(new Set(['VALID', 'INVALID']));
  expect(body.docs.some((row: { row?: string }) => row.row)).toBe(true);
  const since = changes[Math.floor(changes.length / 2)];
  const delta = (await list(`&from=${since}`)).body;
  expect(delta.docs).toEqual(body.docs.filter((row: { updatedAt: string }) => row.updatedAt >= since));
  expect((await list(`&until=${since}`)).body.total + delta.total).toBe(body.total);
  expect((await list('', 'v2')).body.docs[0]).toHaveProperty('categoryRef');
  expect((await list('&since=1')).status).toBe(400);
});

test('the scan service lists what was scanned, also of past evenings (VS7)', async () => {
  const { body } = await client.get('/portier/api/scans?top=1000');
  expect(body.docs.length).toBe(body.total);
  expect(
    body.docs.filter((row: { time: string }) => Date.parse(row.time) < NOW_MS - 86_400_000).length,
  ).toBeGreaterThan(10);
  const later = await client.get(`/portier/api/scans?top=1000&time[$gte]=${at(-60)}`);
  expect(later.body.total).toBeLessThan(body.total);
  expect((await client.get('/portier/api/scans?event=1')).status).toBe(400);
  for (const wrong of [[], {}, [{ ticketId: 'x' }]])
    expect((await client.post('/portier/api/scans', wrong)).status).toBe(400);
  expect((await client.raw('GET', '/portier/api/scans', { token: 'acc_sandbox' })).status).toBe(401);
});

test('access users are made, changed and removed with a key (VS8)', async () => {
  const made = await client.post('/api/accessusers', { name: 'Eingang B' });
  expect(made.status).toBe(201);
  const { _id, token } = made.body;
  expect((await client.door('GET', '/me', undefined, token)).body.name).toBe('Eingang B');
  const events = [(await client.event('Kellerklub'))._id];
  const changed = await client.put(`/api/accessusers/${_id}`, { name: 'Keller', accessAllEvents: false, events });
  expect(changed.body).toMatchObject({ name: 'Keller', events });
  expect((await client.door('GET', '/events', undefined, token)).body).toHaveLength(1);
  await client.put(`/api/accessusers/${_id}`, { name: 'Keller', accessAllEvents: true, expires: at(-1) });
  expect((await client.door('GET', '/me', undefined, token)).status).toBe(401);
  expect((await client.delete(`/api/accessusers/${_id}`)).body._id).toBe(_id);
  expect((await client.get('/api/accessusers')).body).toHaveLength(3);
  expect((await client.post('/api/accessusers', { name: 'x'.repeat(201) })).status).toBe(400);
  expect((await client.put(`/api/accessusers/${_id}`, { name: 'x', accessAllEvents: true })).status).toBe(404);
});
