import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, isMadeAddress, nameParts, orderFilters } from './guest.ts';

const digit = fc.integer({ min: 0, max: 9 });
const reference = fc.stringMatching(/^W-[2-9A-HJKMNP-Z]{4}$/);

const contact = fc.record({
  name: fc.constantFrom('', 'Ana', 'Ђорђе Петровић', 'Zoë B. Brontë'),
  email: fc.constantFrom('', 'ana@example.test'),
  phone: fc.oneof(
    fc.constant(''),
    fc.array(digit, { minLength: 8, maxLength: 14 }).map((digits) => `+${digits.join('')}`),
  ),
});

test('a sale is found by the guest’s e-mail, or by its till reference where there is none', () => {
  fc.assert(
    fc.property(contact, reference, (customer, till) => {
      const address = addressOf(customer, till);
      const filters = orderFilters(customer.email === '' ? till : customer.email);
      expect(filters[0]).toEqual({ email: address });
      expect(isMadeAddress(address)).toBe(customer.email === '');
      expect(address).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
    }),
  );
});

test.each([
  ['5f2a6c1d9b3e4a0017c8d501', { id: '5f2a6c1d9b3e4a0017c8d501' }],
  [' Ana@Example.test ', { email: 'Ana@Example.test' }],
  // V9 cannot filter by phone.
  ['+381 60 123-45-67', { name: '+381 60 123-45-67' }],
  ['W-7F3K', { email: 'w-7f3k@willcall.invalid' }],
  ['Ana Petrović (W-7F3K)', { email: 'w-7f3k@willcall.invalid' }],
  [' Ana   Petrović ', { name: 'Ana Petrović' }],
  ['12', { name: '12' }],
])('%j is asked for as %j', (search, filter) => {
  expect(orderFilters(search)[0]).toEqual(filter);
});

test('a till reference is looked for in three ways', () => {
  expect(orderFilters('w-7f3k')).toEqual([{ email: 'w-7f3k@willcall.invalid' }, { psp: 'W-7F3K' }, { name: 'W-7F3K' }]);
});

test.each([
  ['Ana Marija Petrović', { prename: 'Ana Marija', lastname: 'Petrović' }],
  ['Petrović', { lastname: 'Petrović' }],
  ['W-7F3K', { lastname: 'W-7F3K' }],
  ['Ana Petrović (W-7F3K)', { prename: 'Ana', lastname: 'Petrović (W-7F3K)' }],
  ['Ana (W-7F3K)', { prename: 'Ana', lastname: '(W-7F3K)' }],
  ['  ', {}],
])('%j has the parts %j', (name, parts) => {
  expect(nameParts(name)).toEqual(parts);
});
