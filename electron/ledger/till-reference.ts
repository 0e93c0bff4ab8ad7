import { randomInt } from 'node:crypto';
import type { Sale } from '../../shared/domain/acts.ts';
import type { Contact } from '../../shared/domain/tickets.ts';

/** Digits and letters that cannot be taken for each other on a screen or a slip: no 0/O, no 1/I/L. */
const digits = '23456789';
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * A short reference that staff can say aloud, `W-7F3K`: two letters or more and a digit or more, so that no platform's number
 * (`AYM-0579`) holds one by chance where orders are searched by substring (T7). About 800,000 of them.
 * @param pick gives a whole number from 0 up to, not including, its argument.
 */
export function tillReference(pick: (below: number) => number = (below) => randomInt(below)): string {
  const all = digits + letters;
  for (;;) {
    let text = '';
    while (text.length < 4) text += all.charAt(pick(all.length));
    if (/\d/.test(text) && (text.match(/[A-Z]/g)?.length ?? 0) >= 2) return `W-${text}`;
  }
}

/**
 * The customer that a sale's order carries to the platform. No platform keeps a reference of ours (trap T-20), so it goes where it spoils
 * nothing: a guest who left no name gets it in the name's place; one who left a name and neither e-mail nor phone could not be found again, and
 * gets it behind the name. A guest with a name and a contact is sent as typed (docs/decisions/0021, 0031).
 */
export function customerToSend(sale: Pick<Sale, 'customer' | 'reference'>): Contact {
  const { name, email, phone } = sale.customer;
  if (name === '') return { name: sale.reference, email, phone };
  if (email !== '' || phone !== '') return sale.customer;
  return { name: `${name} (${sale.reference})`, email, phone };
}

/** True when the order carries its sale's reference, which no other order does. */
export function carriesReference({ customer }: Pick<Sale, 'customer'>): boolean {
  return customer.name === '' || (customer.email === '' && customer.phone === '');
}
