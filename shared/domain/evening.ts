import type { IsoDay } from '../ids.ts';
import { dayInZone, tonight } from '../time.ts';
import type { Ticket } from './tickets.ts';

/** An event that goes on for so long is one of several days: its ticket is good on each of them. */
const severalDaysMs = 24 * 3_600_000;

/**
 * Whether a ticket is for the evening that staff mean by this day. What begins after midnight is of the evening before and of its own day; what
 * lasts a day or longer is of every day until it ends. Days are those of the event's zone. Pure.
 */
export function isForEvening(ticket: Pick<Ticket, 'entry' | 'eventDateMs' | 'zone'>, evening: IsoDay): boolean {
  const { eventDateMs, entry, zone } = ticket;
  const day = dayInZone(eventDateMs, zone);
  if (day === evening || tonight(eventDateMs, zone) === evening) return true;
  // Tickets that were stored before this was told do not have it.
  const endsMs = entry?.endsMs ?? eventDateMs;
  return endsMs - eventDateMs >= severalDaysMs && day < evening && evening <= tonight(endsMs, zone);
}
