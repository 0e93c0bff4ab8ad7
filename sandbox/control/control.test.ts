import { expect, test } from 'vitest';
import { DOOR_ORDER, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests();
const closed = sandboxForTests({ controlToken: null });

test('no token, no control plane; a wrong token is refused', async () => {
  const off = await closed.raw('GET', '/_sandbox/state', { 'X-Sandbox-Token': '' });
  expect(off.status).toBe(404);
  expect((await client.raw('GET', '/_sandbox/state')).status).toBe(401);
  expect((await client.raw('POST', '/_sandbox/offline', { 'X-Sandbox-Token': 'x' }, '{"on":true}')).status).toBe(401);
});

test('state counts everything; the clock is set, moved and let run', async () => {
  const { body } = await client.control('GET', '/state');
  expect(body).toMatchObject({ frozen: true, plan: { seed: 1, tickets: 200 }, offline: false, rate_limit: 'off' });
  expect(body.now).toBe('2026-09-16T15:40:00.000Z');
  expect(Object.keys(body.tic.orders_by_status)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  const set = await client.control('POST', '/clock', { now: '2026-09-17T00:00:00Z' });
  expect(set.body.now).toBe('2026-09-17T00:00:00.000Z');
  expect((await client.control('POST', '/clock', { advance_s: 90 })).body.now).toBe('2026-09-17T00:01:30.000Z');
  const run = await client.control('POST', '/clock', { frozen: false });
  expect(run.body.frozen).toBe(false);
  await expect
    .poll(async () => Date.parse((await client.control('GET', '/state')).body.now))
    .toBeGreaterThan(Date.parse(run.body.now));
  await client.control('POST', '/clock', { frozen: true, now: '2026-09-16T17:40:00+02:00' });
  expect((await client.control('POST', '/clock', { now: 'soon' })).status).toBe(400);
});

test('sales elsewhere appear first, and tickets can vanish', async () => {
  const path = '/api/organizer/v1/tickets';
  const before = (await client.get(path)).body;
  const { uuid } = before.data[0].event;
  expect((await client.control('POST', '/tic/tickets/add', { count: 7, event_uuid: uuid })).body).toEqual({
    tickets: 207,
  });
  const after = (await client.get(path)).body;
  expect(after.data.slice(7)).toEqual(before.data.slice(0, 3));
  expect(after.data.slice(0, 7).every((row: { event: { uuid: string } }) => row.event.uuid === uuid)).toBe(true);
  expect((await client.control('POST', '/tic/tickets/remove', { count: 7 })).body).toEqual({ tickets: 200 });
  expect((await client.get(path)).body.data).toEqual(before.data);
  expect((await client.control('POST', '/tic/tickets/remove', { count: 5, from: 'spread' })).body).toEqual({
    tickets: 195,
  });
  expect((await client.control('POST', '/tic/tickets/add', { count: 1, event_uuid: 'NOSUCH' })).status).toBe(409);
});

test('orders move as the platform moves them, and not otherwise', async () => {
  const sell = async (items: unknown[]) => (await client.post('/api/payment/v1/orders', { items })).body.data.signature;
  const move = (signature: string, name: string) => client.control('POST', `/tic/orders/${signature}/${name}`);
  const parcel = await sell([{ type: 'product', name: 'Poster', amount: 10, quantity: 1 }]);
  expect((await move(parcel, 'ship')).status).toBe(409);
  expect((await move(parcel, 'decline')).body.status_id).toBe(1);
  expect((await move(parcel, 'approve')).body.status_id).toBe(2);
  expect((await move(parcel, 'approve')).status).toBe(409);
  expect((await move(parcel, 'complete')).status).toBe(409);
  for (const status of [3, 4, 5]) expect((await move(parcel, 'ship')).body.status_id).toBe(status);
  const service = await sell([{ type: 'service', name: 'Garderoba', amount: 10, quantity: 1 }]);
  await move(service, 'approve');
  expect((await move(service, 'ship')).status).toBe(409);
  expect((await move(service, 'complete')).body.status_id).toBe(5);
  expect(
    (await move(await sell([{ type: 'service', name: 'x', amount: 1, quantity: 1 }]), 'expire')).body.status_id,
  ).toBe(7);
  expect((await move('nosuch', 'approve')).status).toBe(404);
  expect((await move(service, 'dance')).status).toBe(404);
});

test('the books show customers, items and payments of every order', async () => {
  const { signature } = (await client.post('/api/payment/v1/orders', DOOR_ORDER)).body.data;
  const { body } = await client.control('GET', '/orders?origin=api&per_page=1');
  expect(body.data[0]).toMatchObject({
    ...{ signature, status_id: 1, total: 1735.24, currency: 'RSD', customer: DOOR_ORDER.customer, tickets: 0 },
    items: [{ type: 'event', amount: 867.62, quantity: 2, event_id: 123, ticket_id: 9001 }],
    transactions: [],
  });
  const all = await client.control('GET', '/orders?per_page=1000');
  expect(all.body.data).toHaveLength(all.body.total);
  const refunds = await client.control('GET', '/refunds');
  expect(refunds.body.data[0]).toMatchObject({ amount: expect.any(Number), order_signature: expect.any(String) });
  const payments = await client.control('GET', '/transactions?per_page=5&page=2');
  expect(payments.body.data).toHaveLength(5);
});

test('reset makes the data anew, with another seed and size', async () => {
  const first = (await client.get('/api/organizer/v1/tickets')).body.data;
  expect((await client.control('POST', '/reset', { seed: 2, tickets: 400 })).body).toEqual({ seed: 2, tickets: 400 });
  const second = (await client.get('/api/organizer/v1/tickets')).body;
  expect(second.meta.total).toBe(400);
  expect(second.data).not.toEqual(first);
  expect((await client.control('GET', '/orders?origin=api')).body.total).toBe(0);
  expect((await client.control('POST', '/reset', { tickets: 5 })).status).toBe(400);
});
