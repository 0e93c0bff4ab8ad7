import { beforeEach, expect, test } from 'vitest';
import { sandboxForTests } from '../test-client.ts';

const client = sandboxForTests({ rateLimit: 60 });
const path = '/api/payment/v1/statuses/orders';

beforeEach(async () => {
  await client.control('POST', '/rate-limit', { limit: 60 });
});

const headersOf = ({ headers }: { headers: Headers }) => ({
  limit: headers.get('x-ratelimit-limit'),
  remaining: headers.get('x-ratelimit-remaining'),
  reset: headers.get('x-ratelimit-reset'),
  retry: headers.get('retry-after'),
});

test('the 61st call of a minute is refused, over all groups, and told when to come back (7.4.2)', async () => {
  const paths = [path, '/api/organizer/v1/events', '/api/mediapartner/v1/events', '/api/payment/v1/refunds'];
  for (let i = 0; i < 60; i++) {
    const reply = await client.get(paths[i % paths.length] ?? path);
    expect(reply.status).toBe(200);
    expect(headersOf(reply)).toEqual({ limit: '60', remaining: String(59 - i), reset: null, retry: null });
  }
  await client.control('POST', '/clock', { advance_s: 20 });
  const refused = await client.get(path);
  expect([refused.status, refused.text]).toEqual([429, '{"message":"Too Many Attempts."}']);
  const now = Date.parse((await client.control('GET', '/state')).body.now) / 1000;
  expect(headersOf(refused)).toEqual({ limit: '60', remaining: '0', reset: String(now + 40), retry: '40' });
  // Another key of the same organizer has its own window; so has a caller without a key.
  expect((await client.get(path, { 'X-Api-Key': 'tic_sandbox_key_2' })).status).toBe(200);
  expect((await client.raw('GET', path)).status).toBe(401);
  await client.control('POST', '/clock', { advance_s: 40 });
  expect(headersOf(await client.get(path))).toMatchObject({ remaining: '59' });
});

test('statistics: once a minute an organizer, with a reset on the 200 too (7.4.3, T-21)', async () => {
  const statistics = '/api/mediapartner/v1/statistics';
  const first = await client.get(statistics);
  const now = Date.parse((await client.control('GET', '/state')).body.now) / 1000;
  expect(headersOf(first)).toEqual({ limit: '1', remaining: '0', reset: String(now + 60), retry: null });
  const second = await client.get(statistics, { 'X-Api-Key': 'tic_sandbox_key_2' });
  expect(second.status).toBe(429);
  expect(headersOf(second)).toEqual({ limit: '1', remaining: '0', reset: String(now + 60), retry: '60' });
  // It used the shared window as well.
  expect(headersOf(await client.get(path))).toMatchObject({ limit: '60', remaining: '58' });
  await client.control('POST', '/clock', { advance_s: 60 });
  expect((await client.get(statistics)).status).toBe(200);
});

test('calls without a key count too, by address', async () => {
  const reply = await client.raw('GET', '/api/organizer/v1/auth/me');
  expect(headersOf(reply)).toMatchObject({ limit: '60', remaining: '59' });
});

test('limits can be changed and turned off while it runs', async () => {
  await client.control('POST', '/rate-limit', { limit: 2 });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await client.get(path)).status);
  expect(statuses).toEqual([200, 200, 429]);
  await client.control('POST', '/rate-limit', { limit: 'off' });
  const free = await client.get(path);
  expect(free.status).toBe(200);
  expect(headersOf(free).limit).toBeNull();
});
