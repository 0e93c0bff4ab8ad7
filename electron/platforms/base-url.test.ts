import { expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { checkBaseUrl } from './base-url.ts';

test.each([
  ['https://tic.rs', 'https://tic.rs'],
  ['  https://tic.rs/ ', 'https://tic.rs'],
  ['https://TIC.rs:443', 'https://tic.rs'],
  ['http://127.0.0.1:4301', 'http://127.0.0.1:4301'],
  ['http://localhost:4301/', 'http://localhost:4301'],
  ['http://[::1]:4301', 'http://[::1]:4301'],
  ['http://0x7f.1:80', 'http://127.0.0.1'],
])('%s is taken as %s', (text, origin) => {
  expect(checkBaseUrl(text)).toBe(origin);
});

test.each([
  ['http://tic.rs', 'insecure_url'],
  ['http://127.0.0.1.evil.example', 'insecure_url'],
  ['http://localhost.evil.example', 'insecure_url'],
  ['http://10.0.0.4', 'insecure_url'],
  ['http://0.0.0.0', 'insecure_url'],
  ['ftp://tic.rs', 'insecure_url'],
  ['file:///etc/passwd', 'insecure_url'],
  ['javascript:alert(1)', 'insecure_url'],
  ['https://tic.rs@evil.example', 'invalid_input'],
  ['https://user:pass@tic.rs', 'invalid_input'],
  ['https://tic.rs/api', 'invalid_input'],
  ['https://tic.rs?x=1', 'invalid_input'],
  ['https://tic.rs#x', 'invalid_input'],
  ['tic.rs', 'invalid_input'],
  ['', 'invalid_input'],
])('%s is refused as %s', (text, code) => {
  try {
    checkBaseUrl(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem.code).toBe(code);
    expect((error as ProblemError).problem.fields).toHaveProperty('baseUrl');
  }
});
