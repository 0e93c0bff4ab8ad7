import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

const key = 'tic_live_4f9a';

test.each([
  ['text', (secret: Secret) => `${secret}`],
  ['joined', (secret: Secret) => ['key', secret].join('=')],
  ['JSON', (secret: Secret) => JSON.stringify({ headers: { 'X-Api-Key': secret } })],
  ['inspect', (secret: Secret) => inspect({ a: { b: { c: secret } } }, { depth: 9, showHidden: true })],
  ['console format', (secret: Secret) => format('%s %o %O %j', secret, secret, secret, secret)],
  ['structured clone', (secret: Secret) => JSON.stringify(structuredClone({ secret }))],
  ['keys', (secret: Secret) => JSON.stringify(Object.entries(secret))],
  ['an error', (secret: Secret) => String(new Error(`failed with ${secret}`).stack)],
  ['mapped', (secret: Secret) => `${secret.map((value) => `Bearer ${value}`)}`],
])('%s never shows a secret', (_how, show) => {
  expect(show(new Secret(key))).not.toContain(key);
});

test('reveal and map give the value to the one place that needs it', () => {
  expect(new Secret(key).map((value) => `Bearer ${value}`).reveal()).toBe(`Bearer ${key}`);
});
