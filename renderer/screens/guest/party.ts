import type { AdmissionState, Ticket } from '../../../shared/domain/tickets.ts';
import type { GuestView } from '../../../shared/domain/views.ts';
import { entryTrouble } from './entry.ts';

/** A ticket with its admission. */
export interface HeldTicket {
  readonly ticket: Ticket;
  readonly admission: AdmissionState | null;
}

/** The tickets that this guest holds for the same evening as the opened one and that are not inside yet, the opened one included. */
export function partyToAdmit(guest: GuestView): readonly Ticket[] {
  const { ticket, admission, otherTickets } = guest;
  const all: readonly HeldTicket[] = [{ ticket, admission }, ...otherTickets];
  return all
    .filter((held) => held.ticket.eventId === ticket.eventId && held.ticket.eventDateMs === ticket.eventDateMs)
    .filter((held) => held.admission?.admitted !== true && entryTrouble(held.ticket.entry) === null)
    .map((held) => held.ticket);
}
