import { hash } from 'node:crypto';
import { dayInZone } from '../../../shared/time.ts';

/** The fields of a T6 row that make its identity. */
export interface TicketIdentityFields {
  readonly purchasedAtMs: number;
  readonly eventId: string;
  readonly eventDateMs: number;
  readonly email: string;
  readonly phone: string;
  readonly minor: number;
  readonly currency: string;
  readonly promoCode: string | null;
}

/**
 * Identity of a ticket row, which carries no id (trap T-9): a hash of what does not change between two readings. Equal rows are legitimate
 * (two tickets of one purchase); the store tells them apart by an ordinal.
 *
 * In: moment of purchase, event, the event's *day* in the venue's zone, e-mail, phone, amount, currency, promo code. The day and not the
 * minute, because a start that is moved by half an hour on the evening itself must not make every guest who is inside a stranger. Times
 * count as instants, so that another spelling of the offset changes nothing; e-mail and phone count without case and blanks.
 * Out: event name and interface language (they follow `X-Language` and edits) and the guest's name, which is what staff correct most.
 * @returns 22 characters (132 bits) of base64url.
 */
export function ticketIdentity(row: TicketIdentityFields): string {
  const parts = [
    row.purchasedAtMs,
    row.eventId,
    dayInZone(row.eventDateMs),
    row.email.trim().toLowerCase(),
    row.phone.replace(/[^\d+]/g, ''),
    row.minor,
    row.currency,
    row.promoCode,
  ];
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22);
}
