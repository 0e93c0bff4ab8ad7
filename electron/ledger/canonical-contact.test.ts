import { expect, test } from 'vitest';
import { canonicalContact } from './canonical-contact.ts';

test('a contact is written down as it will be searched for: composed, with single blanks, the e-mail in lower case', () => {
  const typed = { name: ' Mila   Kovac\u030c ', email: ' Mila.K@Example.RS ', phone: ' +38164  1234567' };
  expect(canonicalContact(typed)).toEqual({ name: 'Mila Kovač', email: 'mila.k@example.rs', phone: '+38164 1234567' });
});
