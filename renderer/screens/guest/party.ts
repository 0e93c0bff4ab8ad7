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

/** A night at the door goes on for so long after its event began. */
const nightMs = 9 * 3_600_000;

/** What else the guest holds in the order in which a door asks for it: the same evening, then what is to come, soonest first, then what is over. */
export function inOrderOfUse({ ticket, otherTickets }: GuestView, now: number): readonly HeldTicket[] {
  const part = (held: HeldTicket): number =>
    held.ticket.eventId === ticket.eventId && held.ticket.eventDateMs === ticket.eventDateMs
      ? 0
      : held.ticket.eventDateMs > now - nightMs
        ? 1
        : 2;
  return otherTickets.toSorted((a, b) => {
    const apart = part(a) - part(b);
    if (apart !== 0) return apart;
    const later = a.ticket.eventDateMs - b.ticket.eventDateMs;
    return part(a) === 2 ? -later : later;
  });
}
