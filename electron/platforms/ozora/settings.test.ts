import { expect, test } from 'vitest';
import { ProblemError } from '../../../shared/errors.ts';
import { readCodeList } from './code-list.ts';
import { readSettings } from './settings.ts';

const origin = 'https://payments.example.test';

function refusedFields(given: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(given, origin);
  } catch (error) {
    if (error instanceof ProblemError) return [error.problem.code, ...Object.keys(error.problem.fields ?? {})];
    throw error;
  }
  return [];
}

test('without any, the proposals of platform-spec 3.2, and no page for Stripe but the sandbox’s', () => {
  const settings = readSettings({}, origin);
  expect(settings).toEqual({
    paths: {
      ticketIds: '/payments/service/ticket-ids',
      options: '/payments/service/options',
      transactions: '/payments/transactions',
      start: '/payments/start',
      search: '/payments/transactions/search',
    },
    ticketIdsMethod: 'POST',
    stripePage: null,
    template: null,
    codes: [],
    statusWords: new Map(),
  });
  expect(readSettings({}, 'http://127.0.0.1:4303').stripePage).toBe(
    'http://127.0.0.1:4303/stripe/confirm/{intent}?client_secret={secret}',
  );
});

test('each can be told; what is unknown is left alone', () => {
  const settings = readSettings(
    {
      ...{ 'paths.start': '/v2/pay', 'paths.search': ' ', 'method.ticketIds': 'get', other: 'x' },
      ...{ stripePage: 'https://pay.example.test/confirm#{secret}', template: '{"id":1}' },
      ...{ 'status.Settled': 'paid', codes: 'FULL-FEE-HUF-SIMPLE=15000' },
    },
    origin,
  );
  expect(settings.paths).toMatchObject({ start: '/v2/pay', search: '/payments/transactions/search' });
  expect(settings).toMatchObject({
    ...{ ticketIdsMethod: 'GET', stripePage: 'https://pay.example.test/confirm#{secret}', template: { id: 1 } },
  });
  expect(settings.statusWords.get('settled')).toBe('paid');
  expect(settings.codes).toHaveLength(1);
});

test.each([
  ...[
    'payments',
    '//evil.test/start',
    '/\\evil.test',
    '/a/../b',
    '/start?x=1',
    '/start#x',
    '/{ticket}',
    'https://evil.test/x',
  ],
  ...['/a b', '/./a', '/%2e%2e/a'],
])('path "%s" is refused: it would lead elsewhere', (path) => {
  expect(refusedFields({ 'paths.start': path })).toEqual(['invalid_input', 'settings.paths.start']);
});

test.each([
  'https://pay.example.test/confirm',
  '{secret}',
  'https://{secret}.evil.test/',
  'javascript:alert({secret})',
])('page "%s" is refused', (page) => {
  expect(refusedFields({ stripePage: page })).toEqual(['invalid_input', 'settings.stripePage']);
});

test('a secret goes only to https, or to this machine', () => {
  expect(refusedFields({ stripePage: 'http://pay.example.test/{secret}' })[0]).toBe('insecure_url');
  expect(refusedFields({ stripePage: 'http://127.0.0.1:9/{secret}' })).toEqual([]);
});

test('others that cannot be used are named', () => {
  expect(refusedFields({ 'method.ticketIds': 'PUT' })).toEqual(['invalid_input', 'settings.method.ticketIds']);
  expect(refusedFields({ template: '[1]' })).toEqual(['invalid_input', 'settings.template']);
  expect(refusedFields({ template: '{' })).toEqual(['invalid_input', 'settings.template']);
  expect(refusedFields({ 'status.done': 'yes' })).toEqual(['invalid_input', 'settings.status.done']);
  expect(refusedFields({ codes: 'FULL-FEE-HUF-SIMPLE' })).toEqual(['invalid_input', 'settings.codes']);
});

test('the list of codes: one a line, forints whole, euros to the cent, titles where given', () => {
  const text = 'FULL-FEE-HUF-SIMPLE = 15000\nNORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS=39.50=Early bird = best;\n';
  expect(readCodeList(text)).toEqual({
    options: [
      {
        ...{ code: 'FULL-FEE-HUF-SIMPLE', title: 'Full fee', note: '', paymentMode: 'simplepay' },
        amount: { minor: 15_000, currency: 'HUF' },
      },
      {
        ...{ code: 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS', title: 'Early bird = best', note: '', paymentMode: 'stripe' },
        amount: { minor: 3_950, currency: 'EUR' },
      },
    ],
  });
  expect(readCodeList(' \n;')).toEqual({ options: [] });
});

test.each([
  'FULL-FEE-HUF-SIMPLE=150.5',
  'FULL-FEE-EUR-SIMPLE=1.005',
  'FULL-FEE-HUF-SIMPLE=0',
  'FULL-FEE-HUF-SIMPLE=-1',
  'X=1',
  'FULL-FEE-USD-SIMPLE=1',
])('entry "%s" is refused by its place', (entry) => {
  expect(readCodeList(`FULL-FEE-HUF-SIMPLE=1\n${entry}`)).toEqual({
    trouble: 'entry 2: expected FULL-FEE-HUF-SIMPLE = 15000',
  });
});
