import { expect, test } from 'vitest';
import { linkLike } from './payment-link.ts';

const made = (paymentLink: string | null, publicToken: string | null) => ({ paymentLink, publicToken });

test.each([
  ['no example', [], null],
  ['one example', [made('https://tic.rs/pay/aaaaaaaa?x=1', 'aaaaaaaa')], 'https://tic.rs/pay/NEWTOKEN?x=1'],
  [
    'two that agree',
    [
      made('https://tic.rs/pay/aaaaaaaa', 'aaaaaaaa'),
      made(null, 'cccccccc'),
      made('https://tic.rs/pay/bbbbbbbb', 'bbbbbbbb'),
    ],
    'https://tic.rs/pay/NEWTOKEN',
  ],
  ['two that do not', [made('https://a.rs/p/aaaaaaaa', 'aaaaaaaa'), made('https://b.rs/p/bbbbbbbb', 'bbbbbbbb')], null],
  ['a token that stands in it twice', [made('https://a.rs/aaaaaaaa/aaaaaaaa', 'aaaaaaaa')], null],
  ['a link without its token', [made('https://a.rs/orders/17', 'aaaaaaaa')], null],
])('the payment link of an adopted order: %s', (_name, examples, link) => {
  expect(linkLike(examples, 'NEWTOKEN')).toBe(link);
});
