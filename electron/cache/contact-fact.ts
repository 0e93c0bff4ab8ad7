import { createHash } from 'node:crypto';
import type { Contact, Ticket } from '../../shared/domain/tickets.ts';
import { factNames } from './fact-names.ts';

/** Name of the fact that tells when the orders of a ticket's guest were last asked for: by the order that it names, else by its holder. */
export function guestAskedFact({ holder, entry }: Pick<Ticket, 'holder' | 'entry'>): string {
  return entry?.orderId ? `${factNames.contactAskedAt}order ${entry.orderId}` : contactAskedFact(holder);
}

/** The contact itself is only in the name as a hash. */
function contactAskedFact(contact: Contact): string {
  const hash = createHash('sha256').update(`${contact.email.toLowerCase()}\n${contact.phone}`).digest('hex');
  return `${factNames.contactAskedAt}${hash.slice(0, 32)}`;
}
