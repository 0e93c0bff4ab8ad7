import { expect, test } from 'vitest';
import { DEMO_TIMES, FULL_PRIVS, issueToken, signJwt } from './jwt.ts';
import { OZORA_PATHS } from './paths.ts';
import { NOW, ozoraForTests } from './test-client.ts';

const client = ozoraForTests();
const ofTicket42 = (token: string | null) => client.post(OZORA_PATHS.transactions, { ticket_id: 42 }, token);
const search = (token: string | null) => client.post(OZORA_PATHS.search, { search_term: 1234 }, token);
const OF_42 = { flags: ['HU'], years: ['26'], events: ['OZ'] };
const triple = (set: 'search' | 'get', { flags, years, events }: Record<string, unknown> = OF_42) => ({
  [`tickets_${set}_flags`]: flags,
  [`tickets_${set}_years`]: years,
  [`tickets_${set}_events`]: events,
});

test('without a token, with a wrong or an expired one: 401', async () => {
  const now = Math.floor(Date.parse(NOW) / 1000);
  const good = await client.token('user');
  const [head, body, signature] = good.split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const cases: [string | null, string][] = [
    [null, 'Missing token'],
    ['nonsense', 'Invalid token'],
    [`${head}.${body}.${signature?.slice(0, -2)}AA`, 'Invalid token'],
    [`${none}.${body}.`, 'Invalid token'],
    [signJwt({ type: 'user', privs: FULL_PRIVS }), 'Invalid token'],
    [signJwt({ type: 'robot', exp: now + 60 }), 'Invalid token'],
    [issueToken('user', FULL_PRIVS, { iat: now - 60, exp: now }), 'Token expired'],
  ];
  for (const [token, message] of cases) {
    const reply = await ofTicket42(token);
    expect([reply.status, reply.body]).toEqual([401, { message }]);
  }
  expect((await ofTicket42(good)).status).toBe(200);
  // Foreign credentials of another scheme are no token.
  expect(
    (await client.post(OZORA_PATHS.search, { search_term: 1 }, null, { Authorization: 'Basic eA==' })).status,
  ).toBe(401);
});

test('tokens of the control plane end when they say; demo tokens hold for long', async () => {
  const made = (await client.control('POST', '/ozora/token', { type: 'user', expires_s: 60 })).body;
  expect(made).toMatchObject({ type: 'user', expires_at: Date.parse(NOW) / 1000 + 60 });
  expect((await search(made.token)).status).toBe(200);
  await client.control('POST', '/clock', { advance_s: 60 });
  expect((await search(made.token)).body).toEqual({ message: 'Token expired' });
  await client.control('POST', '/clock', { now: NOW });
  expect((await search(issueToken('user', FULL_PRIVS, DEMO_TIMES))).status).toBe(200);
  expect((await client.control('POST', '/ozora/token', { type: 'admin' })).status).toBe(400);
  expect((await client.control('POST', '/ozora/token', { privs: [] })).status).toBe(400);
});

test('O3: payments_search and one whole set of three, matched by the ticket', async () => {
  const ask = async (privs: object, ticket = 42) => {
    const token = await client.token('user', privs);
    const reply = await client.post(OZORA_PATHS.transactions, { ticket_id: ticket }, token);
    return [reply.status, reply.body.message];
  };
  const paid = { payments_search: true };
  expect(await ask({ ...triple('search') })).toEqual([403, 'Missing privilege: payments_search']);
  expect(await ask({ ...triple('search'), payments_search: 'true' })).toEqual([
    403,
    'Missing privilege: payments_search',
  ]);
  const incomplete = expect.stringContaining('all three of one set');
  expect(await ask(paid)).toEqual([403, incomplete]);
  expect(
    await ask({ ...paid, tickets_search_flags: ['HU'], tickets_get_years: ['26'], tickets_get_events: ['OZ'] }),
  ).toEqual([403, incomplete]);
  expect(await ask({ ...paid, ...triple('search', { ...OF_42, events: [] }) })).toEqual([403, incomplete]);
  const outside = 'The ticket is outside your allowed scope';
  for (const wrong of [{ flags: ['INT'] }, { years: ['25'] }, { events: ['DP'] }]) {
    expect(await ask({ ...paid, ...triple('get', { ...OF_42, ...wrong }) })).toEqual([403, outside]);
  }
  expect(await ask({ ...paid, ...triple('search') })).toEqual([200, undefined]);
  expect(await ask({ ...paid, ...triple('get') })).toEqual([200, undefined]);
  // The document's sample values are one line: HU,26,OZ.
  expect(await ask({ ...paid, ...triple('get', { flags: 'INT,HU', years: '26', events: 'OZ' }) })).toEqual([
    200,
    undefined,
  ]);
  // One set that does not fit does not spoil the other.
  expect(await ask({ ...paid, ...triple('search', { ...OF_42, flags: ['INT'] }), ...triple('get') })).toEqual([
    200,
    undefined,
  ]);
  expect(await ask({ ...paid, ...triple('search') }, 7)).toEqual([404, 'Ticket not found']);
});

test('tickets lie in and out of the demo token’s scope', async () => {
  const { data } = (await client.control('GET', '/ozora/tickets?per_page=1000')).body;
  const out = data.find((row: { event: string }) => row.event === 'DP');
  const inside = data.find((row: { flag: string; year: string }) => row.flag === 'INT' && row.year === '26');
  expect((await client.post(OZORA_PATHS.transactions, { ticket_id: out.id })).status).toBe(403);
  expect((await client.post(OZORA_PATHS.transactions, { ticket_id: inside.id })).status).toBe(200);
});

test('O5: privs of a user, servicePrivs of a service; no ticket scope', async () => {
  const only = { payments_search: true };
  for (const type of ['user', 'service'] as const) {
    expect((await search(await client.token(type, only))).body.transactions).toHaveLength(1);
    const refused = await search(await client.token(type, {}));
    expect([refused.status, refused.body]).toEqual([403, { message: 'Missing privilege: payments_search' }]);
  }
  const now = Math.floor(Date.parse(NOW) / 1000);
  const swapped = signJwt({ type: 'service', privs: only, iat: now, exp: now + 60 });
  expect((await search(swapped)).status).toBe(403);
});

test('O1 and O2 are for services, O3 for users', async () => {
  const user = await client.token('user');
  const service = await client.token('service', {});
  expect((await client.post(OZORA_PATHS.ticketIds, undefined, service)).status).toBe(200);
  expect((await client.raw('GET', OZORA_PATHS.ticketIds, { Authorization: `Bearer ${service}` })).status).toBe(200);
  expect((await client.post(OZORA_PATHS.ticketIds, undefined, user)).body).toEqual({
    message: 'A service token is required',
  });
  expect((await client.post(OZORA_PATHS.options, {}, user)).status).toBe(403);
  expect((await client.post(OZORA_PATHS.options, {}, null)).status).toBe(401);
  expect((await ofTicket42(await client.token('service'))).body).toEqual({ message: 'A user token is required' });
});
