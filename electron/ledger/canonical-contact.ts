import type { Contact } from '../../shared/domain/tickets.ts';

/**
 * A guest's contact in the one form in which it is written down, sent and searched for: platforms fold, trim and lower-case as they like, and some
 * then compare to the letter. NFC, single blanks, the e-mail in lower case.
 */
export function canonicalContact({ name, email, phone }: Contact): Contact {
  return { name: singleBlanks(name), email: canonicalEmail(email), phone: singleBlanks(phone) };
}

/** An e-mail address as it is compared. */
export function canonicalEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

function singleBlanks(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
