import { createHash } from 'node:crypto';
import type { Contact } from '../../shared/domain/tickets.ts';
import { factNames } from './fact-names.ts';

/** Name of the fact that tells when a contact's orders were last asked for; the contact itself is only in it as a hash. */
export function contactAskedFact(contact: Contact): string {
  const hash = createHash('sha256').update(`${contact.email.toLowerCase()}\n${contact.phone}`).digest('hex');
  return `${factNames.contactAskedAt}${hash.slice(0, 32)}`;
}
