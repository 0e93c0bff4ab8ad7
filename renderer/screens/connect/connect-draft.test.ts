import { describe, expect, test } from 'vitest';
import type { Account } from '../../../shared/domain/accounts.ts';
import type { ProblemCode } from '../../../shared/errors.ts';
import { type AccountId, as, type EpochMs } from '../../../shared/ids.ts';
import {
  type ConnectDraft,
  connectInput,
  emptyDraft,
  fieldOf,
  missingFields,
  settingsDraft,
  settingsInput,
  withSystem,
} from './connect-draft.ts';

const looksRight = (text: string) => text.includes('@');
const draft = (change: Partial<ConnectDraft>): ConnectDraft => ({ ...emptyDraft(change.system), ...change });

describe('what is missing before anything is asked', () => {
  test.each([
    ['no key', draft({ key: '  ' }), ['key']],
    ['a key', draft({ key: 'k' }), []],
    ['no e-mail, no password', draft({ kind: 'login' }), ['email', 'password']],
    ['a login', draft({ kind: 'login', email: 'a@b.rs', password: ' ' }), []],
    ['no token', draft({ system: 'ozora', kind: 'token', token: ' ' }), ['token']],
    ['a token', draft({ system: 'ozora', kind: 'token', token: 'a.b.c' }), []],
    ['no address', draft({ key: 'k', baseUrl: 'tic.rs' }), ['baseUrl']],
  ])('%s', (_name, given, missing) => {
    expect(missingFields(given, looksRight)).toEqual(missing);
  });
});

test('a password is sent as typed, everything else without blanks around it', () => {
  expect(connectInput(draft({ kind: 'login', email: ' a@b.rs ', password: ' p ', label: ' Bar ' }))).toEqual({
    system: 'ticrs',
    label: 'Bar',
    baseUrl: 'https://tic.rs',
    credential: { kind: 'login', email: 'a@b.rs', password: ' p ' },
  });
});

test('a second token goes along only where the system knows one, and only when it was put in', () => {
  const apiKey = draft({ system: 'vivenu', key: 'k', scanToken: ' acc ', serviceToken: 's' });
  expect(connectInput(apiKey).credential).toEqual({ kind: 'apiKey', key: 'k', scanToken: 'acc' });
  expect(connectInput({ ...apiKey, system: 'ticrs' }).credential).toEqual({ kind: 'apiKey', key: 'k' });
  const token = draft({ system: 'ozora', kind: 'token', token: 't', serviceToken: ' ', scanToken: 'acc' });
  expect(connectInput(token).credential).toEqual({ kind: 'token', token: 't' });
});

test('settings go along under their own names, empty ones not', () => {
  const given = draft({ system: 'ozora', kind: 'token', token: 't', advanced: { start: ' /pay ', search: '  ' } });
  expect(connectInput(given).advanced).toEqual({ 'paths.start': '/pay' });
  expect(connectInput({ ...given, system: 'vivenu' }).advanced).toBeUndefined();
});

test('another system brings its address and its proof, unless an address was typed', () => {
  const typed = draft({ kind: 'login', email: 'a@b.rs' });
  expect(withSystem(typed, 'vivenu')).toMatchObject({ kind: 'login', email: 'a@b.rs', baseUrl: 'https://vivenu.com' });
  expect(withSystem(typed, 'ozora')).toMatchObject({ kind: 'token', baseUrl: 'https://payments-dev.dadpuszta.hu' });
  expect(withSystem({ ...typed, baseUrl: 'http://localhost:1' }, 'ozora').baseUrl).toBe('http://localhost:1');
});

describe('where a problem is said', () => {
  const problem = (code: ProblemCode, fields?: Record<string, readonly string[]>) => ({
    code,
    message: '',
    retryable: false,
    fields,
  });
  test.each([
    ['key_refused', 'apiKey', 'key'],
    ['login_refused', 'login', 'password'],
    ['insecure_url', 'apiKey', 'baseUrl'],
    ['host_unreachable', 'login', 'baseUrl'],
    ['keychain_missing', 'apiKey', null],
    ['timeout', 'apiKey', null],
  ] as const)('%s of %s at %s', (code, kind, field) => {
    expect(fieldOf(problem(code), draft({ kind }))).toBe(field);
  });

  test('a refused field is named by the last part of its path', () => {
    expect(fieldOf(problem('invalid_input', { 'credential.email': ['invalid'] }), draft({ kind: 'login' }))).toBe(
      'email',
    );
    expect(fieldOf(problem('invalid_input', { elsewhere: ['invalid'] }), draft({ kind: 'login' }))).toBeNull();
  });

  test('of a second token and of a setting, at their own fields', () => {
    const vivenu = draft({ system: 'vivenu' });
    expect(fieldOf(problem('key_refused', { scanToken: ['not accepted'] }), vivenu)).toBe('scanToken');
    const ozora = draft({ system: 'ozora', kind: 'token' });
    expect(fieldOf(problem('key_refused'), ozora)).toBe('token');
    expect(fieldOf(problem('invalid_input', { 'settings.paths.start': ['a path'] }), ozora)).toBe('start');
  });
});

describe('an account’s settings', () => {
  const account: Account = {
    ...{ id: as<AccountId>('a'), system: 'ozora', label: 'Pay', baseUrl: 'https://pay.example.test', demo: false },
    ...{ credentialKind: 'token', credentialHint: '…abcd', connectedAt: as<EpochMs>(0), capabilities: [] },
    ...{ health: 'ok', expiresAtMs: null },
    advanced: { 'paths.start': '/pay', codes: 'FULL-FEE-HUF-SIMPLE', 'status.settled': 'paid' },
  };
  const form = settingsDraft(account);

  test('stand in the form as they are', () => {
    expect(form).toMatchObject({ baseUrl: account.baseUrl, advanced: { start: '/pay', codes: 'FULL-FEE-HUF-SIMPLE' } });
    const { baseUrl, advanced } = account;
    expect(settingsInput(account, form, 'keep')).toEqual({ accountId: 'a', baseUrl, advanced });
  });

  test('those that the form does not ask for stay, emptied ones go', () => {
    const emptied = { ...form, advanced: { ...form.advanced, codes: ' ', search: '/find' } };
    expect(settingsInput(account, emptied, 'keep').advanced).toEqual({
      ...{ 'paths.start': '/pay', 'paths.search': '/find', 'status.settled': 'paid' },
    });
  });

  test('a second token is kept, replaced or removed', () => {
    const typed = { ...form, serviceToken: ' s.v.c ' };
    expect(settingsInput(account, typed, 'keep')).toMatchObject({ serviceToken: 's.v.c' });
    expect(settingsInput(account, form, 'keep')).not.toHaveProperty('serviceToken');
    expect(settingsInput(account, form, 'remove')).toMatchObject({ serviceToken: null });
  });
});
