import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';

const client = vivenuForTests({ vivenuTickets: 600 });

interface Row {
  _id: string;
  createdAt: string;
  updatedAt: string;
  status: string;
  paymentStatus: string;
  eventId: string;
  posInfo: { paymentMethod: string };
  appliedCoupons: { code: string }[];
}

async function pull(path: string, key: 'docs' | 'rows', top: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let total = 1; rows.length < total; ) {
    const { body } = await client.get(`${path}${path.includes('?') ? '&' : '?'}top=${top}&skip=${rows.length}`);
    total = body.total;
    rows.push(...body[key]);
    if (body[key].length === 0) break;
  }
  return rows;
}

test('pages of transactions and tickets hold every row once, newest first, in their own wrappers (V-5)', async () => {
  for (const [path, key] of [
    ['/api/transactions', 'docs'],
    ['/api/tickets', 'rows'],
  ] as const) {
    const first = (await client.get(path)).body;
    expect(Object.keys(first)).toEqual([key, 'total']);
    expect(first[key]).toHaveLength(25);
    const rows = await pull(path, key, 100);
    expect(rows).toHaveLength(first.total);
    expect(new Set(rows.map((row) => row._id)).size).toBe(first.total);
    expect(rows.map((row) => row.createdAt)).toEqual(
      rows
        .map((row) => row.createdAt)
        .sort()
        .reverse(),
    );
  }
  expect((await client.get('/api/tickets')).body.total).toBe(600);
});

test('unknown names, bad paging and bad times are 400, not ignored (V-17)', async () => {
  const refused = async (query: string) => (await client.get(`/api/transactions?${query}`)).status;
  const wrong = ['eventId=1', 'top=0', 'top=1001', 'top=x', 'skip=-1', 'updatedAt=2026-01-01', 'updatedAt[$in]=1'];
  for (const query of [...wrong, 'updatedAt[$gte]=soon', 'start=x', 'page=1', 'name[$gt]=a']) {
    expect(await refused(query), query).toBe(400);
  }
  expect((await client.get('/api/transactions?eventId=1')).body.message).toBe('"eventId" is not allowed');
  expect((await client.get('/api/tickets?eventId=1')).status).toBe(400);
  expect((await client.get('/api/transactions/rich?id=1')).status).toBe(400);
  expect((await client.get('/api/transactions/rich?seller=x')).body.total).toBe(0);
});

test('the documented filters of V9 pick what they say', async () => {
  const all = await pull('/api/transactions', 'docs', 1000);
  const by = (query: string) => pull(`/api/transactions?${query}`, 'docs', 1000);
  const since = '2026-09-14T00:00:00.000Z';
  expect(await by(`updatedAt[$gte]=${since}`)).toEqual(all.filter((row) => row.updatedAt >= since));
  expect(await by(`updatedAt[$gte]=${since}&updatedAt[$lt]=2026-09-15T00:00:00Z`)).toEqual(
    all.filter((row) => row.updatedAt >= since && row.updatedAt < '2026-09-15T00:00:00.000Z'),
  );
  expect(await by(`start=${since}`)).toEqual(all.filter((row) => row.createdAt >= since));
  expect((await by('status=NEW,ABORTED')).every((row) => ['NEW', 'ABORTED'].includes(row.status))).toBe(true);
  const one = (await client.get(`/api/transactions/${await client.caseOf('complete_seats')}`)).body;
  expect(await by(`id=${one._id}`)).toEqual([one]);
  expect((await by(`email=${one.email}`)).map((row) => row._id)).toContain(one._id);
  expect((await by(`name=${encodeURIComponent(one.name.toUpperCase())}`)).map((row) => row._id)).toContain(one._id);
  expect((await by(`psp=${one.psp}`)).map((row) => row._id)).toEqual([one._id]);
  const [tonight, later] = [await client.event('Kammerabend'), await client.event('Sommernacht')];
  const both = await by(`event=${tonight._id},${later._id}`);
  expect(new Set(both.map((row) => row.eventId))).toEqual(new Set([tonight._id, later._id]));
  expect((await by('coupon=HERBST15')).every((row) => row.appliedCoupons[0]?.code === 'HERBST15')).toBe(true);
  expect((await by('coupon=HERBST')).length).toBe(0);
  expect((await by('posPaymentMethods=cash')).every((row) => row.posInfo.paymentMethod === 'cash')).toBe(true);
  expect(await by('paymentStatus=POS-RECEIVED')).toEqual(all.filter((row) => row.paymentStatus === 'POS-RECEIVED'));
});

test('the rich list is the list by another name (V10, V-7); a transaction is made by no call of its own (V-2)', async () => {
  for (const query of [
    '',
    '&status=COMPLETE',
    '&paymentStatus=RECEIVED',
    '&updatedAt[$gte]=2020-01-01T00:00:00.000Z',
  ]) {
    const plain = (await client.get(`/api/transactions?top=50${query}`)).body;
    expect((await client.get(`/api/transactions/rich?top=50${query}`)).body).toEqual(plain);
    expect(plain.total).toBeGreaterThan(0);
  }
  for (const name of ['id', 'posPaymentMethods', 'subscriptionId']) {
    expect((await client.get(`/api/transactions/rich?${name}=1`)).status, name).toBe(400);
  }
  expect((await client.get('/api/transactions/rich', 'key_nobody')).status).toBe(401);
  expect((await client.post('/api/transactions', {})).status).toBe(404);
});

test('a transaction has the documented keys in their order, e-mail too, and nulls as live data has them (V-1)', async () => {
  const { body } = await client.get(`/api/transactions/${await client.caseOf('complete_coupon')}`);
  const keys = Object.keys(body);
  const order =
    '_id sellerId eventId name email tickets products additionalItems currency regularPrice realPrice paymentCharge innerCharge outerCharge innerFeeComponents outerFeeComponents cancellationFee cancellationInfo taxRate createdAt updatedAt status psp paymentMethod paymentInfo paymentStatus origin history historyEntries ticketMailSend orderMailSend extraFields channel underShop secret appliedCoupons preferredLanguage appliedDiscountInfo invoiceVersion'.split(
      ' ',
    );
  expect(keys.filter((key) => order.includes(key))).toEqual(order);
  expect(body).toMatchObject({ underShop: null, posId: null, deliveryAddress: null, taxRate: 0.19 });
  expect(body.secret).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(body._id).toMatch(/^[0-9a-f]{24}$/);
  expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const pub = await client.raw('GET', `/api/public/transactions/${body._id}?secret=${body.secret}`);
  expect(pub.body).toEqual(body);
  expect((await client.raw('GET', `/api/public/transactions/${body._id}?secret=x`)).status).toBe(404);
});

test('tickets of a transaction are a bare array; each names its cart item and its type (V11)', async () => {
  const id = await client.caseOf('complete_many_pieces');
  const doc = (await client.get(`/api/transactions/${id}`)).body;
  const tickets = await client.tickets(id);
  expect(tickets).toHaveLength(4);
  expect(doc.tickets).toHaveLength(1);
  for (const ticket of tickets) {
    expect(ticket).toMatchObject({
      transactionId: id,
      cartItemId: doc.tickets[0]._id,
      status: 'VALID',
      type: 'SINGLE',
    });
    expect(ticket.barcode).toMatch(/^44\d{14}$/);
  }
  expect((await client.get(`/api/transactions/${id.replace(/.$/, id.endsWith('0') ? '1' : '0')}/tickets`)).status).toBe(
    404,
  );
});

test('tickets are found by barcode, name, status, event and seat (V23)', async () => {
  const id = await client.caseOf('complete_seats');
  const [ticket] = await client.tickets(id);
  const found = async (query: string) => (await client.get(`/api/tickets?top=1000&${query}`)).body.rows;
  expect(await found(`barcode=${ticket.barcode}`)).toEqual([ticket]);
  const { rowName, seatName, sectionName } = ticket.seatingInfo;
  expect(
    await found(`event=${ticket.eventId}&rowName=${rowName}&seatName=${seatName}&sectionName=${sectionName}`),
  ).toContainEqual(ticket);
  expect((await found('status=INVALID')).every((row: Row) => row.status === 'INVALID')).toBe(true);
  expect((await client.get(`/api/tickets/${ticket._id}`)).body).toEqual(ticket);
});

test('events: rows with ticket types, roots and their evenings, availabilities for everybody (V20–V22)', async () => {
  const { body } = await client.get('/api/events?top=100');
  expect(body.rows).toHaveLength(body.total);
  const starts = body.rows.map((event: { start: string }) => event.start);
  expect(starts).toEqual([...starts].sort());
  const back = (await client.get('/api/events?top=100&sortDir=-1')).body.rows;
  expect(back[0].start).toBe(starts.at(-1));
  const root = body.rows.find((event: { eventType: string }) => event.eventType === 'ROOT');
  const children = (await client.get(`/api/events?rootId=${root._id}`)).body.rows;
  expect(children.map((event: Row) => event._id).sort()).toEqual([...root.childEvents].sort());
  const tonight = await client.event('Kammerabend');
  expect(tonight.start).toBe('2026-09-16T18:00:00.000Z');
  expect((await client.get(`/api/events/${tonight._id}`)).body).toEqual(tonight);
  const free = await client.raw('GET', `/api/public/events/${tonight._id}/availabilities`);
  expect(free.body.ticketTypes).toHaveLength(3);
  expect((await client.get('/api/sales-channels?type=INTERNAL_BOOKING')).body).toMatchObject({ total: 1 });
});

test('customers: rich list and upsert by address (V29)', async () => {
  const list = await client.get('/api/customers/rich?top=5');
  expect(list.body.docs).toHaveLength(5);
  const make = (body: object) => client.post('/api/customers', body);
  const first = (await make({ primaryEmail: 'neu@mail.example.test', prename: 'Grete', lastname: 'Weiß' })).body;
  const again = (await make({ primaryEmail: 'NEU@mail.example.test', phone: '+4915112345' })).body;
  expect(again).toMatchObject({ _id: first._id, name: 'Grete Weiß', phone: '+4915112345' });
  expect((await make({ primaryEmail: 'neu@mail.example.test', upsert: false })).status).toBe(400);
  expect((await make({ primaryEmail: 'nonsense' })).status).toBe(400);
  expect((await make({})).status).toBe(400);
  expect((await client.get('/api/customers/rich?email=neu@mail')).body.total).toBe(1);
});
