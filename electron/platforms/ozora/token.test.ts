import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { ProblemError } from '../../../shared/errors.ts';
import { Tokens } from './credentials.ts';
import { jwt, privs, serviceToken, userToken } from './test-server.ts';
import { missingPrivilege, type TokenFacts, tokenFacts } from './token.ts';

const triple = { flags: ['HU'], years: ['26'], events: ['OZ'] };

test('a user token and a service token', () => {
  expect(tokenFacts(` ${userToken}\n`)).toEqual({
    expiresAtMs: 4_102_444_800_000,
    kind: 'user',
    privileges: { paymentsSearch: true, ticketScopes: [{ set: 'tickets_search', ...triple }] },
    subject: 'ana@example.test',
  });
  expect(tokenFacts(serviceToken)).toMatchObject({
    kind: 'service',
    privileges: { paymentsSearch: true },
    subject: null,
  });
});

test('without a type the claims tell which it is; without exp it never ends', () => {
  expect(tokenFacts(jwt({ servicePrivs: privs }))).toMatchObject({ kind: 'service', expiresAtMs: null });
  expect(tokenFacts(jwt({ privs }))).toMatchObject({ kind: 'user' });
  expect(tokenFacts(jwt({}))).toMatchObject({ kind: 'user', privileges: { paymentsSearch: false, ticketScopes: [] } });
});

test('privileges as text, as the document prints them; half a set is none; one kind of claims is not the other', () => {
  const text = {
    ...{ payments_search: 'true', tickets_get_flags: 'HU, INT', tickets_get_years: '26', tickets_get_events: 'OZ' },
    tickets_search_flags: ['HU'],
  };
  expect(tokenFacts(jwt({ type: 'user', privs: text }))?.privileges).toEqual({
    paymentsSearch: true,
    ticketScopes: [{ set: 'tickets_get', ...triple, flags: ['HU', 'INT'] }],
  });
  expect(tokenFacts(jwt({ type: 'user', servicePrivs: privs }))?.privileges.paymentsSearch).toBe(false);
});

test.each([
  '',
  'tic_sandbox_key',
  'a.b.c',
  'a.b',
  `${userToken}.more`,
  `x.${Buffer.from('[]').toString('base64url')}.y`,
])('"%s" is no token', (text) => {
  expect(tokenFacts(text)).toBeNull();
});

test('a missing privilege is named', () => {
  const facts = (given: object) => tokenFacts(jwt({ type: 'user', privs: given })) as TokenFacts;
  expect(missingPrivilege(facts(privs), 'transactions')).toBeNull();
  expect(missingPrivilege(facts({}), 'search')).toBe('payments_search');
  expect(missingPrivilege(facts({ payments_search: true }), 'search')).toBeNull();
  expect(missingPrivilege(facts({ payments_search: true }), 'transactions')).toContain('tickets_search_flags');
  expect(missingPrivilege(facts({}), 'transactions')).toMatch(/^payments_search; tickets_search_flags/);
});

function thrown(run: () => unknown): ProblemError['problem'] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('tokens find their kind whichever field they were pasted into, and print nothing', () => {
  const tokens = new Tokens({ kind: 'token', token: serviceToken, serviceToken: userToken }, Date.now);
  expect(tokens.need('user').facts.kind).toBe('user');
  expect(tokens.need('service').facts.kind).toBe('service');
  expect(tokens.needForSearch().facts.kind).toBe('user');
  expect(tokens.expiresAtMs).toBe(4_102_444_000_000);
  expect(tokens.subject).toBe('ana@example.test');
  expect(inspect(tokens, { depth: 9, showHidden: true })).not.toContain(userToken.split('.')[1]);
  expect(JSON.stringify(tokens.of('user'))).not.toContain(userToken.split('.')[1]);
});

test('what cannot be used is said before anything is sent', () => {
  const one = (token: string, now = Date.now) => new Tokens({ kind: 'token', token }, now);
  expect(thrown(() => one('pasted by mistake').need('user')).code).toBe('key_refused');
  expect(thrown(() => one('pasted by mistake').needForSearch()).code).toBe('key_refused');
  expect(thrown(() => one('pasted by mistake').assertUsable()).code).toBe('key_refused');
  const twice = new Tokens({ kind: 'token', token: userToken, serviceToken: userToken }, Date.now);
  expect(thrown(() => twice.assertUsable())).toMatchObject({
    code: 'invalid_input',
    fields: { serviceToken: [expect.anything()] },
  });
  expect(thrown(() => one(userToken).need('service'))).toMatchObject({
    ...{ code: 'forbidden', message: 'a service token is needed for this, and the account has none' },
  });
  const late = one(userToken, () => 4_102_444_800_000);
  expect(thrown(() => late.need('user'))).toMatchObject({
    ...{ code: 'session_ended', message: 'the user token ended at 2100-01-01T00:00:00.000Z' },
  });
  expect(thrown(() => new Tokens({ kind: 'login', email: 'a@b.c', password: 'x' }, Date.now)).code).toBe(
    'invalid_input',
  );
});

test('O5 takes the token that is alive and claims the privilege', () => {
  const now = vi.fn(() => 0);
  const poor = jwt({ type: 'user', exp: 2_000, privs: {} });
  const tokens = new Tokens({ kind: 'token', token: poor, serviceToken }, now);
  expect(tokens.needForSearch().facts.kind).toBe('service');
  const mortal = new Tokens({ kind: 'token', token: jwt({ type: 'user', exp: 2_000, privs }), serviceToken }, now);
  expect(mortal.needForSearch().facts.kind).toBe('user');
  now.mockReturnValue(2_000_000);
  expect(mortal.needForSearch().facts.kind).toBe('service');
});
