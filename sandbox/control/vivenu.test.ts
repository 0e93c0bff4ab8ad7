import { expect, test } from 'vitest';
import { vivenuForTests } from '../vivenu/test-client.ts';

const client = vivenuForTests();
const move = (id: string, name: string) => client.control('POST', `/vivenu/transactions/${id}/${name}`);
const tx = async (id: string) => (await client.get(`/api/transactions/${id}`)).body;

test('guests and banks move transactions as 6.2 says, and not otherwise', async () => {
  const online = await client.caseOf('new_online');
  expect((await move(online, 'fail')).body).toMatchObject({ status: 'NEW', paymentStatus: 'FAILED' });
  expect((await move(online, 'pay')).body).toMatchObject({ status: 'COMPLETE', paymentStatus: 'RECEIVED' });
  expect((await client.tickets(online))[0].status).toBe('VALID');
  expect((await move(online, 'pay')).status).toBe(409);
  expect((await move(online, 'expire')).status).toBe(409);
  expect((await move(online, 'dispute')).body.paymentStatus).toBe('DISPUTE');
  expect((await move(online, 'dispute-won')).body.paymentStatus).toBe('RECEIVED');
  await move(online, 'dispute');
  expect((await move(online, 'dispute-lost')).body.paymentStatus).toBe('CHARGEBACK');
  const types = (await tx(online)).historyEntries.map((entry: { type: string }) => entry.type);
  expect(types).toEqual(expect.arrayContaining(['payment.failed', 'payment.succeeded', 'completed', 'dispute.lost']));
  const local = await client.caseOf('new_local');
  expect((await move(local, 'reserve')).body.status).toBe('RESERVED-BY-SYSTEM');
  expect((await move(local, 'accept')).body.status).toBe('NEW');
  expect((await move(local, 'expire')).body.status).toBe('ABORTED');
  expect((await client.tickets(local))[0].status).toBe('INVALID');
  expect((await move(await client.caseOf('new_seat_lost'), 'pay')).status).toBe(409);
  expect((await move('nosuch', 'pay')).status).toBe(404);
  expect((await move(local, 'dance')).status).toBe(404);
});

test('sales elsewhere are seen by whoever pulls what changed', async () => {
  const since = (await client.control('POST', '/clock', { advance_s: 60 })).body.now;
  const { body } = await client.control('POST', '/vivenu/sales', { count: 3, pieces: 2 });
  const changed = await client.get(`/api/transactions?updatedAt[$gte]=${since}`);
  expect(changed.body.docs.map((doc: { _id: string }) => doc._id).sort()).toEqual([...body.transactions].sort());
  const many = await client.control('POST', '/vivenu/sales', { count: 1, pieces: 100_000 });
  expect(many.status).toBe(409);
});

test('the books hold what came over HTTP: tickets, money, scans', async () => {
  const event = await client.event('Kellerklub');
  const doc = await client.sell(event._id, event.tickets[0]._id, 2);
  const [ticket] = await client.tickets(doc._id);
  await client.door('POST', `/tickets/${ticket.barcode}/scan`);
  await client.post(`/api/transactions/${doc._id}/cancel`, { refundFunds: true });
  const { body } = await client.control('GET', '/vivenu/books?made=api&per_page=1');
  expect(body).toMatchObject({
    total: 4,
    data: [
      {
        ...{
          made: 'api',
          transaction: { _id: doc._id, status: 'CANCELED' },
          refunds: [{ amount: doc.realPrice, target: 'origin' }],
        },
        tickets: [
          { status: 'INVALID', scans: [{ scanResult: 'approved' }] },
          { status: 'INVALID', scans: [] },
        ],
      },
    ],
  });
  const checkouts = await client.control('GET', '/vivenu/checkouts');
  expect(checkouts.body.data[0]).toMatchObject({ status: 'COMPLETE', transaction_id: doc._id });
  const state = (await client.control('GET', '/vivenu/state')).body;
  expect(state.plan).toEqual({ seed: 1, tickets: 200 });
  expect(state.tickets).toBeGreaterThan(200);
  await client.control('DELETE', '/vivenu/outbox');
  expect((await client.control('GET', '/vivenu/outbox')).body.data).toEqual([]);
});

test('settings change what the documents leave open', async () => {
  expect(
    (await client.control('POST', '/vivenu/settings', { internal_payment: 'LOCAL-AWAITING', checkout_minutes: 1 }))
      .body,
  ).toEqual({
    ...{ internalPayment: 'LOCAL-AWAITING', checkoutMinutes: 1 },
  });
  expect((await client.control('POST', '/vivenu/settings', { internal_payment: 'GOLD' })).status).toBe(400);
  const event = await client.event('Kellerklub');
  expect((await client.sell(event._id, event.tickets[0]._id, 1)).paymentStatus).toBe('LOCAL-AWAITING');
});

test('faults strike vivenu alone, in its own words; the committed work stays', async () => {
  const fault = (body: object) => client.control('POST', '/faults', { system: 'vivenu', ...body });
  expect((await fault({ kind: '500', system: 'nobody' })).status).toBe(400);
  await fault({ kind: '500' });
  const tic = await client.control('GET', '/state');
  expect(tic.status).toBe(200);
  expect((await client.get('/api/events')).body).toEqual({
    ...{ statusCode: 500, error: 'Internal Server Error', message: 'Internal Server Error' },
  });
  await fault({ kind: '429', retry_after: 2 });
  const slow = await client.get('/api/events');
  expect([slow.status, slow.body.error, slow.headers.get('retry-after')]).toEqual([429, 'Too Many Requests', '2']);
  await fault({ kind: '429' });
  expect((await client.get('/api/events')).headers.get('retry-after')).toBeNull();
  await fault({ kind: '500', route: '/portier/api/scans' });
  expect((await client.get('/api/events')).status).toBe(200);
  expect((await client.get('/portier/api/scans')).status).toBe(500);
  const event = await client.event('Kellerklub');
  const open = (await client.checkout(event._id, event.tickets[0]._id, 1)).body;
  const customerId = await client.customer();
  await fault({ kind: 'reset_after', route: 'POST /api/checkout/' });
  await expect(client.post(`/api/checkout/${open._id}/internal`, { customerId, status: 'COMPLETE' })).rejects.toThrow();
  expect((await client.get(`/api/tickets?checkoutId=${open._id}`)).body.total).toBe(1);
  await fault({ kind: 'truncate', route: '/api/events' });
  expect((await client.get('/api/events')).body).toBeUndefined();
});

test('the cable cuts vivenu and its scan service too; what was asked is in the log', async () => {
  const { last } = (await client.control('GET', '/requests')).body;
  await client.control('POST', '/offline', { on: true });
  await expect(client.get('/api/events')).rejects.toThrow();
  await expect(client.get('/portier/api/scans')).rejects.toThrow();
  await expect(client.raw('GET', '/robots.txt')).rejects.toThrow();
  await client.control('POST', '/offline', { on: false });
  expect((await client.get('/api/events')).status).toBe(200);
  const { requests } = (await client.control('GET', `/requests?since=${last}`)).body;
  expect(
    requests.map((row: { system: string; path: string; fault: string | null }) => [row.system, row.path, row.fault]),
  ).toEqual([
    ['vivenu', '/api/events', 'offline'],
    ['vivenu', '/portier/api/scans', 'offline'],
    ['vivenu', '/api/events', null],
  ]);
});

test('reset makes the data anew, here alone or everywhere', async () => {
  const first = (await client.get('/api/transactions?top=5')).text;
  expect((await client.control('POST', '/vivenu/reset', { seed: 2, tickets: 300 })).body).toEqual({
    seed: 2,
    tickets: 300,
  });
  expect((await client.get('/api/tickets')).body.total).toBe(300);
  expect((await client.get('/api/transactions?top=5')).text).not.toBe(first);
  expect((await client.control('POST', '/vivenu/reset', { tickets: 3 })).status).toBe(400);
  await client.control('POST', '/reset', { seed: 3 });
  expect((await client.control('GET', '/vivenu/state')).body.plan).toEqual({ seed: 3, tickets: 300 });
});
