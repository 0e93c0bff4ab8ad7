import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';

const client = vivenuForTests();
const UNAUTHORIZED = { statusCode: 401, error: 'Unauthorized', message: 'Unauthorized' };

test('no key, an unknown one, a door’s token and a foreign JWT are 401; the body is an HttpError', async () => {
  const none = await client.raw('GET', '/api/transactions');
  expect([none.status, none.body]).toEqual([401, UNAUTHORIZED]);
  for (const wrong of ['key_none', 'acc_sandbox', 'a.b.c', `${(await client.login()).slice(0, -3)}abc`]) {
    expect((await client.get('/api/transactions', wrong)).status, wrong).toBe(401);
  }
});

test('a key tells about itself; a JWT does not (V31)', async () => {
  const { status, body } = await client.get('/api/keys/info');
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: 'Box office', key: 'key_sandbox', active: true, expiresAt: null });
  expect((await client.get('/api/keys/info', await client.login())).status).toBe(401);
});

test('login gives a JWT, refresh a new one; wrong password, missing code and expiry are 401', async () => {
  const login = (body: object) => client.post('/api/users/login', body);
  expect((await login({ email: 'demo@example.test', password: 'no' })).status).toBe(401);
  expect((await login({ email: 'demo@example.test' })).status).toBe(400);
  const otp = { email: 'otp@example.test', password: 'sandbox1' };
  expect((await login(otp)).body.message).toBe('OTP required');
  expect((await login({ ...otp, otp: '123456' })).body.token).toMatch(/^ey/);
  const jwt = await client.login();
  expect((await client.get('/api/transactions?top=1', jwt)).status).toBe(200);
  const { body } = await client.post('/api/users/refresh', {}, jwt);
  expect(body.token.split('.')).toHaveLength(3);
  expect((await client.post('/api/users/refresh', {})).status).toBe(401);
  await client.control('POST', '/clock', { advance_s: 25 * 3600 });
  expect((await client.get('/api/transactions?top=1', jwt)).status).toBe(401);
  await client.control('POST', '/clock', { advance_s: -25 * 3600 });
});

test('JWT-only calls refuse a valid key with 401 (V-12)', async () => {
  const path = `/api/transactions/${await client.caseOf('reserved')}/invitationmail`;
  expect((await client.post(path)).status).toBe(401);
  const sent = await client.post(path, undefined, await client.login());
  expect([sent.status, sent.text]).toEqual([201, '']);
  expect((await client.get('/api/keys/info')).status).toBe(200);
  const { body } = await client.control('GET', '/vivenu/outbox?kind=mail');
  expect(body.data.at(-1)).toMatchObject({ template: 'invitation', to: expect.stringContaining('@') });
});

test('a reading key may not write (403); another seller finds nothing', async () => {
  const id = await client.caseOf('complete_seats');
  expect((await client.get(`/api/transactions/${id}`, 'key_sandbox_read')).status).toBe(200);
  const refused = await client.post(`/api/transactions/${id}/cancel`, {}, 'key_sandbox_read');
  expect(refused.body).toEqual({ statusCode: 403, error: 'Forbidden', message: 'Insufficient permissions' });
  expect((await client.get('/api/transactions', 'key_sandbox_other')).body).toEqual({ docs: [], total: 0 });
  expect((await client.get(`/api/transactions/${id}`, 'key_sandbox_other')).status).toBe(404);
  expect((await client.post(`/api/transactions/${id}/cancel`, {}, 'key_sandbox_other')).status).toBe(404);
});

test('revoked keys and tokens are 401 until they are restored', async () => {
  await client.control('POST', '/vivenu/key', { key: 'key_sandbox', active: false });
  expect((await client.get('/api/keys/info')).status).toBe(401);
  await client.control('POST', '/vivenu/key', { key: 'key_sandbox', active: true });
  expect((await client.get('/api/keys/info')).status).toBe(200);
  await client.control('POST', '/vivenu/key', { key: 'acc_sandbox', active: false });
  expect((await client.door('GET', '/me')).status).toBe(401);
  await client.control('POST', '/vivenu/key', { key: 'acc_sandbox', active: true });
  expect((await client.door('GET', '/me')).status).toBe(200);
  expect((await client.control('POST', '/vivenu/key', { key: 'nobody', active: true })).status).toBe(404);
});

test('unknown paths, ids and bodies that are no JSON', async () => {
  expect((await client.get('/api/customers')).body).toEqual({
    statusCode: 404,
    error: 'Not Found',
    message: 'Not Found',
  });
  expect((await client.get('/api/transactions/12')).status).toBe(400);
  expect((await client.get('/api/transactions/0123456789abcdef01234567')).status).toBe(404);
  expect((await client.post('/api/checkouts', '{"type":')).status).toBe(400);
  expect((await client.raw('GET', '/robots.txt')).status).toBe(200);
});
