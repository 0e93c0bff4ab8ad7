import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contact } from '../../../shared/contract/inputs.ts';
import { contactOf, customerTroubles, isEmail, readPhone } from './customer.ts';

describe('a phone number as it is typed', () => {
  test.each([
    ['064 123 45 67', 'RS', '+381641234567'],
    ['064/123-4567', 'RS', '+381641234567'],
    ['+381 64 1234567', 'RS', '+381641234567'],
    ['00381641234567', 'RS', '+381641234567'],
    ['8 912 345-67-89', 'RU', '+79123456789'],
    ['+7 912 345 67 89', 'RS', '+79123456789'],
    ['06 20 123 4567', 'HU', '+36201234567'],
    ['+1 430 374 7043', 'RS', '+14303747043'],
  ])('%s in %s is %s', (text, region, e164) => {
    expect(readPhone(text, region)).toMatchObject({ kind: 'ok', e164 });
  });

  test.each([
    ['06', 'RS', 'too_short'],
    ['064 12', 'RS', 'too_short'],
    ['064 123 45 67 89 01 23', 'RS', 'too_long'],
    ['Marko', 'RS', 'not_a_number'],
    ['+999 123 456 789', 'RS', 'unknown_country'],
    ['064 123 45 67', '', 'unknown_country'],
  ])('%s in %s is wrong: %s', (text, region, reason) => {
    expect(readPhone(text, region)).toEqual({ kind: 'wrong', reason });
  });

  test('nothing typed is no mistake', () => {
    expect(readPhone('  ', 'RS')).toEqual({ kind: 'empty' });
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('RS', 'RU', 'XX', ''), (text, region) => void readPhone(text, region)),
    );
  });
});

describe('the guest', () => {
  test('what may be sent is what the contract takes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (email) => {
        const taken = contact.safeParse({ name: '', email, phone: '' }).success;
        expect(email === '' || isEmail(email)).toBe(taken);
      }),
    );
  });

  test('fields are trimmed and the phone is sent in E.164', () => {
    const typed = { name: ' Ђорђе ', email: ' d@example.rs ', phone: '064 123 45 67' };
    expect(customerTroubles(typed, 'RS')).toEqual({ email: null, phone: null });
    expect(contactOf(typed, 'RS')).toEqual({ name: 'Ђорђе', email: 'd@example.rs', phone: '+381641234567' });
  });

  test('a guest may be nobody', () => {
    const nobody = { name: '', email: '', phone: '' };
    expect(customerTroubles(nobody, 'RS')).toEqual({ email: null, phone: null });
    expect(contactOf(nobody, 'RS')).toEqual(nobody);
  });

  test('each field says its own mistake', () => {
    expect(customerTroubles({ name: '', email: 'd@', phone: 'x' }, 'RS')).toEqual({
      email: 'not_an_email',
      phone: 'not_a_number',
    });
  });
});
