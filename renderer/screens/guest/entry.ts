import type { Ticket, TicketStatus } from '../../../shared/domain/tickets.ts';

/** Why a ticket opens no door, or null when it does. Systems that list sales only say nothing of it, and their tickets do. */
export function entryTrouble(entry: Ticket['entry']): Exclude<TicketStatus, 'valid'> | null {
  return entry === null || entry.status === 'valid' ? null : entry.status;
}
