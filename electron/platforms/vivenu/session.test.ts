import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenEnd } from './session.ts';
import { accountAt, httpError, openWire, type Wire } from './wire.fixture.ts';

const staff = { priority: 'staff' } as const;
const list = { json: { docs: [], total: 0 } };
const login = { kind: 'login', email: 'demo@example.test', password: 'secret1' } as const;

let wire: Wire;
beforeEach(async () => {
  wire = await openWire();
  wire.answer('GET /api/transactions', list);
});
afterEach(() => wire.close());

const routes = () => wire.arrived.map(({ route }) => route);
const used = () => sentTokens('GET /api/transactions');
const sentTokens = (route: string) =>
  wire.arrived.filter((one) => one.route === route).map(({ headers }) => headers['authorization']);

function jwt(endsInMs: number): string {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor((Date.now() + endsInMs) / 1000) })}.x`;
}

test('one login for many calls at once, and its token for all of them', async () => {
  const token = jwt(3_600_000);
  wire.answer('POST /api/users/login', { json: { token } });
  const own = accountAt(wire, login);
  await Promise.all([1, 2, 3].map((page) => own.orders({ ...staff, page })));
  expect(routes().filter((route) => route === 'POST /api/users/login')).toHaveLength(1);
  expect(wire.arrived[0]?.body).toEqual({ email: login.email, password: login.password });
  expect(used()).toEqual(Array(3).fill(`Bearer ${token}`));
});

test('a token near its end is renewed before it is used; a pasted one too', async () => {
  const fresh = jwt(3_600_000);
  wire.answer('POST /api/users/refresh', { json: { token: fresh } });
  const own = accountAt(wire, { kind: 'token', token: jwt(-1_000) });
  await own.orders({ ...staff, page: 1 });
  await own.orders({ ...staff, page: 2 });
  expect(used()).toEqual([`Bearer ${fresh}`, `Bearer ${fresh}`]);
  expect(routes()).toEqual(['POST /api/users/refresh', 'GET /api/transactions', 'GET /api/transactions']);
});

test('a laptop whose clock is ahead does not renew before every call', async () => {
  wire.answer('POST /api/users/login', { json: { token: jwt(-3_600_000) } });
  const own = accountAt(wire, login);
  await own.orders({ ...staff, page: 1 });
  await own.orders({ ...staff, page: 2 });
  expect(routes().filter((route) => route.startsWith('POST'))).toEqual(['POST /api/users/login']);
});

test('a refused token is renewed once, then the login is repeated, and the call with it', async () => {
  wire.answer('POST /api/users/login', { json: { token: 'one' } }, { json: { token: 'two' } });
  wire.answer('POST /api/users/refresh', httpError(401, 'Unauthorized'));
  wire.answer('GET /api/transactions', httpError(401, 'Unauthorized'), list);
  await accountAt(wire, login).orders({ ...staff, page: 1 });
  expect(used()).toEqual(['Bearer one', 'Bearer two']);
  expect(sentTokens('POST /api/users/refresh')).toEqual(['Bearer one']);
});

test('a pasted token that has ended says so; nothing was sent', async () => {
  wire.answer('POST /api/users/refresh', httpError(401, 'Unauthorized'));
  wire.answer('POST /api/transactions/t/paymentstatus', httpError(401, 'Unauthorized'));
  const own = accountAt(wire, { kind: 'token', token: 'pasted' });
  await expect(own.markPaid('t' as never, staff)).rejects.toMatchObject({
    problem: { code: 'session_ended' },
    outcome: 'not_sent',
  });
});

test.each([401, 400])('a wrong password is refused in words (%i)', async (status) => {
  wire.answer('POST /api/users/login', httpError(status, 'Invalid email or password'));
  await expect(accountAt(wire, login).orders({ ...staff, page: 1 })).rejects.toMatchObject({
    problem: { code: 'login_refused', message: 'Invalid email or password' },
    outcome: 'not_sent',
  });
});

test('an API key that is refused is refused; there is nothing to renew', async () => {
  wire.answer('GET /api/transactions', httpError(401, 'Unauthorized'));
  await expect(accountAt(wire).orders({ ...staff, page: 1 })).rejects.toMatchObject({
    problem: { code: 'key_refused' },
  });
  expect(routes()).toEqual(['GET /api/transactions']);
});

test('signing out forgets the token', async () => {
  wire.answer('POST /api/users/login', { json: { token: 'one' } });
  const own = accountAt(wire, login);
  await own.orders({ ...staff, page: 1 });
  await own.signOut();
  await own.orders({ ...staff, page: 1 });
  expect(routes().filter((route) => route === 'POST /api/users/login')).toHaveLength(2);
});

test('a pasted token says when it ends; keys and logins do not', () => {
  const token = jwt(3_600_000);
  expect(accountAt(wire, { kind: 'token', token }).expiresAtMs).toBe(tokenEnd(token));
  expect(accountAt(wire, { kind: 'token', token: 'opaque' }).expiresAtMs).toBeUndefined();
  expect(accountAt(wire, login).expiresAtMs).toBeUndefined();
  expect(accountAt(wire).expiresAtMs).toBeUndefined();
});

test('the end of a token is read from it, if it says', () => {
  expect(tokenEnd(`x.${Buffer.from('{"exp":1900000000}').toString('base64url')}.y`)).toBe(1_900_000_000_000);
  for (const text of ['', 'key_1', 'a.b.c', `x.${Buffer.from('{}').toString('base64url')}.y`]) {
    expect(tokenEnd(text)).toBeNull();
  }
});
