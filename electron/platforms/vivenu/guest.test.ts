import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contact } from '../../../shared/domain/tickets.ts';
import { addressOf, isMadeAddress, nameParts, orderFilters } from './guest.ts';

const digit = fc.integer({ min: 0, max: 9 });
const reference = fc.stringMatching(/^W-[2-9A-HJKMNP-Z]{4}$/);

/** As the queue sends a sale's customer: the name carries the till reference of a guest who left neither e-mail nor phone. */
function sentFor(customer: Contact, till: string): Contact {
  if (customer.email !== '' || customer.phone !== '') return customer;
  return { ...customer, name: customer.name === '' ? till : `${customer.name} (${till})` };
}

const contact = fc.record({
  name: fc.constantFrom('', 'Ana', 'Ђорђе Петровић', 'Zoë B. Brontë'),
  email: fc.constantFrom('', 'ana@example.test'),
  phone: fc.oneof(
    fc.constant(''),
    fc.array(digit, { minLength: 8, maxLength: 14 }).map((digits) => `+${digits.join('')}`),
  ),
});

test('a sale is found by one of the terms that reconciliation looks for, whoever the guest is', () => {
  fc.assert(
    fc.property(contact, reference, (customer, till) => {
      const sent = sentFor(customer, till);
      const address = addressOf(sent, till);
      const terms = [sent.email, sent.phone, sent.name].filter((term) => term !== '');
      const found = terms.flatMap(orderFilters).some((filter) => 'email' in filter && filter.email === address);
      expect(found).toBe(true);
      expect(isMadeAddress(address)).toBe(customer.email === '');
      expect(address).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
    }),
  );
});

test.each([
  ['5f2a6c1d9b3e4a0017c8d501', { id: '5f2a6c1d9b3e4a0017c8d501' }],
  [' Ana@Example.test ', { email: 'Ana@Example.test' }],
  ['+381 60 123-45-67', { email: '381601234567@phone.willcall.invalid' }],
  ['W-7F3K', { email: 'w-7f3k@willcall.invalid' }],
  ['Ana Petrović (W-7F3K)', { email: 'w-7f3k@willcall.invalid' }],
  ['Petrović', { name: 'Petrović' }],
  ['12', { name: '12' }],
])('%j is asked for as %j', (search, filter) => {
  expect(orderFilters(search)[0]).toEqual(filter);
});

test('a till reference is looked for in a second way', () => {
  expect(orderFilters('w-7f3k')).toEqual([{ email: 'w-7f3k@willcall.invalid' }, { psp: 'W-7F3K' }]);
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
