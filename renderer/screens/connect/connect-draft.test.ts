import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../../shared/errors.ts';
import { type ConnectDraft, connectInput, emptyDraft, fieldOf, missingFields } from './connect-draft.ts';

const looksRight = (text: string) => text.includes('@');
const draft = (change: Partial<ConnectDraft>): ConnectDraft => ({ ...emptyDraft, ...change });

describe('what is missing before anything is asked', () => {
  test.each([
    ['no key', draft({ key: '  ' }), ['key']],
    ['a key', draft({ key: 'k' }), []],
    ['no e-mail, no password', draft({ kind: 'login' }), ['email', 'password']],
    ['a login', draft({ kind: 'login', email: 'a@b.rs', password: ' ' }), []],
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
    expect(fieldOf(problem(code), kind)).toBe(field);
  });

  test('a refused field is named by the last part of its path', () => {
    expect(fieldOf(problem('invalid_input', { 'credential.email': ['invalid'] }), 'login')).toBe('email');
    expect(fieldOf(problem('invalid_input', { elsewhere: ['invalid'] }), 'login')).toBeNull();
  });
});
