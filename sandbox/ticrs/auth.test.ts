import { expect, test } from 'vitest';
import { KEY, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests();
const auth = '/api/organizer/v1/auth';
const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
const login = (body: unknown) => client.raw('POST', `${auth}/login`, json, JSON.stringify(body));
const DEMO = { email: 'demo@example.test', password: 'sandbox1' };

test('a key is taken from the header or the query; the header wins', async () => {
  const path = '/api/payment/v1/statuses/orders';
  expect((await client.raw('GET', `${path}?api_key=${KEY}`)).status).toBe(200);
  expect((await client.raw('GET', path, { 'x-API-KEY': KEY })).status).toBe(200);
  const both = await client.raw('GET', `${path}?api_key=${KEY}`, { 'X-Api-Key': 'wrong' });
  expect(both.status).toBe(401);
  expect(both.text).toBe('{"message":"Invalid or inactive API key"}');
  expect((await client.raw('GET', path)).text).toBe('{"message":"Invalid or inactive API key"}');
});

test('a revoked key is refused until it is restored', async () => {
  const path = '/api/organizer/v1/events';
  await client.control('POST', '/key', { key: KEY, active: false });
  expect((await client.get(path)).status).toBe(401);
  expect((await client.get(path, { 'X-Api-Key': 'tic_sandbox_key_2' })).status).toBe(200);
  await client.control('POST', '/key', { key: KEY, active: true });
  expect((await client.get(path)).status).toBe(200);
});

test('login, me, refresh, logout; the token also opens T3–T16 [assumed]', async () => {
  const first = await login(DEMO);
  expect(first.status).toBe(200);
  expect(first.body).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600 });
  const bearer = (token: string) => ({ Accept: 'application/json', Authorization: `Bearer ${token}` });
  const me = await client.raw('GET', `${auth}/me`, bearer(first.body.access_token));
  expect(me.text).toBe(
    '{"data":{"id":1,"name":"Demo Organizer","email":"demo@example.test","locale":"sr","timezone":"Europe/Belgrade"}}',
  );
  const second = await client.raw('POST', `${auth}/refresh`, bearer(first.body.access_token));
  expect(second.status).toBe(200);
  expect((await client.raw('GET', `${auth}/me`, bearer(first.body.access_token))).status).toBe(401);
  const token = second.body.access_token;
  expect((await client.raw('GET', '/api/organizer/v1/tickets', bearer(token))).body.meta.total).toBe(200);
  const out = await client.raw('POST', `${auth}/logout`, bearer(token));
  expect(out.text).toBe('{"message":"Successfully logged out"}');
  const after = await client.raw('GET', '/api/organizer/v1/tickets', bearer(token));
  expect([after.status, after.text]).toEqual([401, '{"message":"Unauthenticated."}']);
});

test('a session ends after its hour', async () => {
  const { body } = await login(DEMO);
  await client.control('POST', '/clock', { advance_s: 3601 });
  const me = await client.raw('GET', `${auth}/me`, {
    Accept: 'application/json',
    Authorization: `Bearer ${body.access_token}`,
  });
  expect(me.status).toBe(401);
});

test('wrong credentials and malformed input', async () => {
  const wrong = await login({ ...DEMO, password: 'sandbox2' });
  expect([wrong.status, wrong.text]).toEqual([401, '{"message":"Invalid credentials"}']);
  const short = await login({ email: 'nobody', password: 'abc' });
  expect(short.status).toBe(422);
  expect(short.body).toEqual({
    message: 'The email field must be a valid email address. (and 1 more error)',
    errors: {
      email: ['The email field must be a valid email address.'],
      password: ['The password field must be at least 6 characters.'],
    },
  });
  expect((await client.raw('POST', `${auth}/login`, json, '{broken')).body.errors).toHaveProperty('email');
});

test('auth/me without a JSON Accept header is an HTML 500 (T-1, 7.4.12)', async () => {
  const html = await client.raw('GET', `${auth}/me`, { Accept: 'text/html' });
  expect(html.status).toBe(500);
  expect(html.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  const any = await client.raw('POST', `${auth}/logout`);
  expect(any.status).toBe(500);
  const asked = await client.raw('GET', `${auth}/me`, { Accept: 'application/json' });
  expect([asked.status, asked.text]).toEqual([401, '{"message":"Unauthenticated."}']);
});

test('another organizer sees nothing of ours: 403 for what exists, 404 for what does not', async () => {
  const other = { 'X-Api-Key': 'tic_sandbox_key_other' };
  expect((await client.get('/api/organizer/v1/tickets', other)).body.meta.total).toBe(0);
  expect((await client.get('/api/payment/v1/orders', other)).body.total).toBe(0);
  const { body } = await client.get('/api/payment/v1/orders?per_page=1');
  const foreign = await client.get(`/api/payment/v1/orders/${body.data[0].signature}`, other);
  expect([foreign.status, foreign.text]).toEqual([403, '{"message":"This action is unauthorized."}']);
  const unknown = await client.get('/api/payment/v1/orders/8b266d05a4aab061e6febf6d3c0ee6d7', other);
  expect([unknown.status, unknown.text]).toEqual([404, '{"message":"Not found"}']);
});

test('unknown paths and wrong methods', async () => {
  const unknown = await client.get('/api/organizer/v1/auth/register');
  expect([unknown.status, unknown.text]).toEqual([
    404,
    '{"message":"The route api/organizer/v1/auth/register could not be found."}',
  ]);
  const method = await client.raw('PUT', '/api/payment/v1/orders', { 'X-Api-Key': KEY });
  expect(method.status).toBe(405);
  expect(method.body.message).toContain('The PUT method is not supported for route api/payment/v1/orders.');
  expect(method.headers.get('allow')).toBe('GET, HEAD, POST');
});
