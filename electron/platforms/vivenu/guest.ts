import type { Contact } from '../../../shared/domain/tickets.ts';

/** RFC 2606: no mail to it ever arrives anywhere. */
const nowhere = 'willcall.invalid';

/**
 * The e-mail address under which a sale's customer is kept. V29 wants one and V27 wants a customer, so a guest who left none gets an address that
 * cannot exist, made of the sale's till reference. V9 finds transactions by `email`, so this is also how a sale whose answer was lost is found
 * again (docs/decisions/0050).
 */
export function addressOf(contact: Contact, reference: string): string {
  return contact.email === '' ? referenceAddress(reference) : contact.email;
}

function referenceAddress(reference: string): string {
  return `${reference.toLowerCase().replace(/[^a-z\d-]/g, '')}@${nowhere}`;
}

/** True for an address made here: mail to it goes nowhere, and no screen shows it. */
export function isMadeAddress(email: string): boolean {
  const domain = email.trim().toLowerCase().split('@').at(-1) ?? '';
  return domain === nowhere || domain.endsWith(`.${nowhere}`);
}

/** An e-mail as the screens may show it. */
export function shownEmail(email: string | null | undefined): string {
  const text = email?.trim() ?? '';
  return isMadeAddress(text) ? '' : text;
}

/** A name in the two parts that V29 takes; a single word is the last name. */
export function nameParts(name: string): { readonly prename?: string; readonly lastname?: string } {
  const words = name.trim().split(/\s+/);
  const lastname = words.at(-1) ?? '';
  if (lastname === '') return {};
  // A till reference in brackets belongs to the name as a whole.
  const cut = /^\(.*\)$/.test(lastname) && words.length > 2 ? -2 : -1;
  const prename = words.slice(0, cut).join(' ');
  return { ...(prename === '' ? {} : { prename }), lastname: words.slice(cut).join(' ') };
}

/** How V9 is asked: it has no one field for everything, and other names than these are refused (trap V-17). */
export type OrderFilter =
  | { readonly id: string }
  | { readonly email: string }
  | { readonly name: string }
  | { readonly psp: string };

const referencePattern = /(?:^|[\s(])(W-[\dA-Z]{4})\)?$/i;

/**
 * Reads what staff typed, or what reconciliation looks for, as the ways to ask V9 one after the other until something is found: a transaction's
 * id; an e-mail; a till reference, by the address of a guest who left none, then as the reference of the local payment (V27), then as the
 * name of one who left none; else a name. V9 cannot filter by phone, so a phone finds nothing here: to find some by it and not all would
 * make a search look complete that is not.
 */
export function orderFilters(search: string): readonly [OrderFilter, ...OrderFilter[]] {
  const text = search.trim().replace(/\s+/g, ' ');
  const reference = referencePattern.exec(text)?.[1]?.toUpperCase();
  if (text.includes('@')) return [{ email: text }];
  if (reference !== undefined) return [{ email: referenceAddress(reference) }, { psp: reference }, { name: reference }];
  if (/^[\da-f]{24}$/i.test(text)) return [{ id: text }];
  return [{ name: text }];
}
