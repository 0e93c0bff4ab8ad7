import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RateBudget } from '../budget.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createHttp } from '../http.ts';
import { keyAuthenticator, Session } from './session.ts';
import { type Call, Transport } from './transport.ts';

const base = '/api/organizer/v1/auth';
const staff = { priority: 'staff' } as const;
const ticketsCall = { method: 'GET', template: '/api/organizer/v1/tickets' } as const;
const orderCall = { method: 'POST', template: '/api/payment/v1/orders', body: {} } as const;

/** A platform that knows sessions; the test says which of them are alive. */
let asked: string[] = [];
let alive = new Set<string>();
let issued = 0;
let password = 'sandbox1';
let wrap = false;
let loginStatus = 200;
let server: http.Server;
let baseUrl = '';

beforeEach(async () => {
  asked = [];
  alive = new Set();
  issued = 0;
  password = 'sandbox1';
  wrap = false;
  loginStatus = 200;
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Reply = readonly [status: number, body: unknown];

function issue(): Reply {
  issued += 1;
  alive.add(`token${issued}`);
  return [200, { access_token: `token${issued}`, token_type: 'bearer', expires_in: 3600 }];
}

function reply(path: string, token: string, body: string): Reply {
  if (path === `${base}/login`) {
    if (loginStatus !== 200) return [loginStatus, { message: 'Server Error' }];
    const given = JSON.parse(body) as { password: string };
    return given.password === password ? issue() : [401, { message: 'Invalid credentials' }];
  }
  if (!alive.has(token)) return [401, { message: 'Unauthenticated.' }];
  if (path === `${base}/refresh` || path === `${base}/logout`) alive.delete(token);
  if (path === `${base}/refresh`) return issue();
  return [200, path === `${base}/me` ? { id: 1, name: 'Vrata', email: 'demo@example.test' } : { message: 'done' }];
}

function answer(request: http.IncomingMessage, body: string, response: http.ServerResponse): void {
  const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
  const path = (request.url ?? '').split('?')[0] ?? '';
  asked.push(`${path.replace(base, '')} ${token}`.trim());
  const [status, value] = reply(path, token, body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(wrap && status === 200 ? { data: value } : value));
}

function world() {
  let skipped = 0;
  const clock: Clock = { now: () => systemClock.now() + skipped, after: systemClock.after };
  const transport = new Transport({
    http: createHttp({ baseUrl, version: '0.1.0' }),
    budget: new RateBudget({ clock }),
    language: () => 'sr',
    extensions: false,
  });
  const session = new Session(transport, clock, 'demo@example.test', 'sandbox1');
  const call: Call = (each, ask) => transport.call(each, session, ask);
  return {
    transport,
    session,
    call,
    skip: (ms: number) => {
      skipped += ms;
    },
  };
}

test('logs in when first needed, once for all who wait', async () => {
  const { call } = world();
  await Promise.all([call(ticketsCall, staff), call(ticketsCall, staff), call(orderCall, staff)]);
  expect(asked.filter((each) => each === '/login')).toHaveLength(1);
  expect(asked.filter((each) => each.endsWith('token1'))).toHaveLength(3);
});

test.each([false, true])('knows who is logged in, whether answers are wrapped (%s)', async (wrapped) => {
  wrap = wrapped;
  expect(await world().session.me(staff)).toEqual({ name: 'Vrata' });
});

test('renews before the session ends', async () => {
  const { call, skip } = world();
  await call(ticketsCall, staff);
  skip(3_600_000 - 61_000);
  await call(ticketsCall, staff);
  skip(2_000);
  await Promise.all([call(ticketsCall, staff), call(ticketsCall, staff)]);
  expect(asked).toEqual([
    '/login',
    '/api/organizer/v1/tickets token1',
    '/api/organizer/v1/tickets token1',
    '/refresh token1',
    '/api/organizer/v1/tickets token2',
    '/api/organizer/v1/tickets token2',
  ]);
});

test('a session that is refused in between is renewed once and the call repeated, writes too', async () => {
  const { call } = world();
  await call(ticketsCall, staff);
  alive.clear();
  await Promise.all([call(orderCall, staff), call(ticketsCall, staff)]);
  expect(asked.filter((each) => each === '/login')).toHaveLength(2);
  expect(asked.filter((each) => each.startsWith('/refresh'))).toHaveLength(1);
  expect(asked.filter((each) => each.endsWith(' token2'))).toHaveLength(2);
});

test('a password that is not accepted is a refused login, and the call was never sent', async () => {
  password = 'changed';
  const { call } = world();
  await expect(call(orderCall, staff)).rejects.toMatchObject({
    problem: { code: 'login_refused', message: 'Invalid credentials', endpoint: `POST ${base}/login` },
    outcome: 'not_sent',
  });
  expect(asked).toEqual(['/login']);
});

test('a login that fails otherwise leaves the write unsent, whatever became of the login', async () => {
  loginStatus = 500;
  await expect(world().call(orderCall, staff)).rejects.toMatchObject({
    problem: { code: 'server_error' },
    outcome: 'not_sent',
  });
  expect(asked).toEqual(['/login']);
});

test('logging out ends the session; one that is gone already is no error', async () => {
  const { call, session } = world();
  await call(ticketsCall, staff);
  await session.logout(staff);
  expect(alive.size).toBe(0);
  await session.logout(staff);
  await call(ticketsCall, staff);
  alive.clear();
  await session.logout(staff);
  expect(asked.filter((each) => each.startsWith('/logout'))).toHaveLength(2);
});

test('a refused key is not tried twice', async () => {
  const { transport } = world();
  await expect(transport.call(ticketsCall, keyAuthenticator(' key '), staff)).rejects.toMatchObject({
    problem: { code: 'key_refused' },
  });
  expect(asked).toHaveLength(1);
});
