import { afterEach, expect, test } from 'vitest';
import { spoil } from './faults.ts';
import { DOOR_ORDER, KEY, sandboxForTests } from './test-client.ts';

const client = sandboxForTests();
const tickets = '/api/organizer/v1/tickets';
const orders = '/api/payment/v1/orders';

afterEach(async () => {
  await client.control('DELETE', '/faults');
  await client.control('POST', '/offline', { on: false });
  await client.control('DELETE', '/requests');
});

const fault = (body: Record<string, unknown>) => client.control('POST', '/faults', body);
const created = async () => (await client.control('GET', '/orders?origin=api')).body.total as number;
const headers = { 'X-Api-Key': KEY };

test('429, 500 and pages that are no JSON: for as many requests as asked, on the named route only', async () => {
  await fault({ kind: '429', route: `GET ${tickets}`, retry_after: 7, count: 2 });
  for (let i = 0; i < 2; i++) {
    const reply = await client.get(tickets);
    expect([reply.status, reply.headers.get('retry-after'), reply.text]).toEqual([
      429,
      '7',
      '{"message":"Too Many Attempts."}',
    ]);
  }
  expect((await client.get(tickets)).status).toBe(200);
  await fault({ kind: 500, route: '^GET .*/orders\\?.*page=2', count: 1 });
  expect((await client.get(`${orders}?page=1`)).status).toBe(200);
  expect((await client.get(`${orders}?page=2`)).text).toBe('{"message":"Server Error"}');
  await fault({ kind: '500html', skip: 1 });
  expect((await client.get(tickets)).status).toBe(200);
  const html = await client.get(tickets);
  expect([html.status, html.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8']);
  await fault({ kind: 'html200', count: -1 });
  for (let i = 0; i < 3; i++) expect(await client.get(tickets)).toMatchObject({ status: 200, body: undefined });
  const shown = await client.raw('GET', '/robots.txt');
  expect(shown.headers.get('content-type')).toContain('text/html');
});

test('latency delays and then answers', async () => {
  await fault({ kind: 'latency', ms: 150 });
  const start = performance.now();
  expect((await client.get(tickets)).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(140);
});

test('reset_before commits nothing; reset_after, timeout_after and 500_after commit first', async () => {
  const start = await created();
  await fault({ kind: 'reset_before', route: `POST ${orders}` });
  await expect(client.post(orders, DOOR_ORDER)).rejects.toThrow();
  expect(await created()).toBe(start);
  await fault({ kind: 'reset_after', route: `POST ${orders}` });
  await expect(client.post(orders, DOOR_ORDER)).rejects.toThrow();
  expect(await created()).toBe(start + 1);
  await fault({ kind: 'timeout_after', route: `POST ${orders}` });
  const init = {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(DOOR_ORDER),
  };
  await expect(fetch(`${client.origin}${orders}`, { ...init, signal: AbortSignal.timeout(300) })).rejects.toThrow();
  expect(await created()).toBe(start + 2);
  await fault({ kind: '500_after', route: `POST ${orders}` });
  const reply = await client.post(orders, DOOR_ORDER);
  expect([reply.status, reply.text]).toEqual([500, '{"message":"Server Error"}']);
  expect(await created()).toBe(start + 3);
});

test('an answer that takes its time after the work was done', async () => {
  const start = await created();
  await fault({ kind: 'latency_after', ms: 400, route: `POST ${orders}` });
  const began = performance.now();
  const answer = client.post(orders, DOOR_ORDER);
  await expect.poll(created).toBe(start + 1);
  expect((await answer).status).toBe(201);
  expect(performance.now() - began).toBeGreaterThan(390);
});

test('a connection that dies while the work goes on', async () => {
  const start = await created();
  await fault({ kind: 'reset_late', ms: 300, route: `POST ${orders}` });
  await expect(client.post(orders, DOOR_ORDER)).rejects.toThrow();
  expect(await created()).toBe(start);
  await expect.poll(created).toBe(start + 1);
});

test('truncated JSON and wrong fields', async () => {
  const whole = await client.get(tickets);
  await fault({ kind: 'truncate' });
  const half = await client.get(tickets);
  expect(half.status).toBe(200);
  expect(half.body).toBeUndefined();
  expect(whole.text.startsWith(half.text)).toBe(true);
  await fault({ kind: 'wrong_field', path: 'data.0.price_paid.amount', value: '867,62' });
  expect((await client.get(tickets)).body.data[0].price_paid.amount).toBe('867,62');
  await fault({ kind: 'wrong_field', path: 'data.*.customer', remove: true });
  const rows = (await client.get(tickets)).body.data as Record<string, unknown>[];
  expect(rows.every((row) => !('customer' in row))).toBe(true);
  expect((await client.get(tickets)).text).toBe(whole.text);
});

test('a stale page is what the same address answered before', async () => {
  await fault({ kind: 'stale_page', count: 1 });
  const before = await client.get(`${tickets}?page=3`);
  await client.control('POST', '/tic/tickets/add', { count: 5 });
  const stale = await client.get(`${tickets}?page=3`);
  expect(stale.text).toBe(before.text);
  expect((await client.get(`${tickets}?page=3`)).body.meta.total).toBe(before.body.meta.total + 5);
});

test('offline destroys API connections at once, also waiting ones; the control plane and payment pages stay up', async () => {
  await fault({ kind: 'latency', ms: 5000, route: `POST ${orders}` });
  const start = await created();
  const waiting = client.post(orders, DOOR_ORDER);
  const failed = expect(waiting).rejects.toThrow();
  await expect.poll(async () => (await client.control('GET', '/requests')).body.requests.length).toBeGreaterThan(0);
  expect((await client.control('POST', '/offline', { on: true })).body).toEqual({ offline: true });
  await failed;
  await expect(client.get(tickets)).rejects.toThrow();
  expect((await client.control('GET', '/state')).body.offline).toBe(true);
  expect((await client.raw('GET', '/checkout/NOSUCH00')).status).toBe(404);
  await expect(client.raw('GET', '/robots.txt')).rejects.toThrow();
  await client.control('POST', '/offline', { on: false });
  expect((await client.get(tickets)).status).toBe(200);
  expect((await client.raw('GET', '/robots.txt')).status).toBe(200);
  expect(await created()).toBe(start);
});

test('the log tells what was asked, what was answered and what was done to it', async () => {
  await client.control('DELETE', '/requests');
  await client.get(`${tickets}?page=2&api_key=secret`);
  await fault({ kind: 'reset_before' });
  await expect(client.get(orders)).rejects.toThrow();
  const { requests, last } = (await client.control('GET', '/requests')).body;
  expect(requests).toMatchObject([
    { method: 'GET', path: tickets, query: 'page=2&api_key=…', status: 200, fault: null, system: 'ticrs' },
    { method: 'GET', path: orders, query: '', status: 0, fault: 'reset_before' },
  ]);
  expect((await client.control('GET', `/requests?since=${last}`)).body.requests).toEqual([]);
});

test('faults are listed, deleted one by one, and refused when they make no sense', async () => {
  const { body } = await fault({ kind: '500', count: 3 });
  await client.get(tickets);
  expect((await client.control('GET', '/faults')).body.faults).toMatchObject([{ id: body.id, left: 2, hits: 1 }]);
  await client.control('DELETE', `/faults?id=${body.id}`);
  expect((await client.get(tickets)).status).toBe(200);
  for (const wrong of [
    { kind: 'fire' },
    { kind: '500', route: '^(' },
    { kind: 'wrong_field' },
    { kind: '500', count: 'x' },
  ]) {
    expect((await fault(wrong)).status).toBe(400);
  }
});

test('spoil leaves alone what is not there', () => {
  const body = { data: [{ a: 1 }, { a: 2 }], b: null };
  spoil(body, 'data.1.a', 'x', false);
  spoil(body, 'b.c.d', 1, false);
  spoil(body, 'data.0', undefined, true);
  expect(body).toEqual({ data: [{ a: 'x' }], b: null });
});
