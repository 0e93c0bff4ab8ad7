import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { CatalogueCandidate } from '../../../shared/domain/catalogue.ts';
import { as, type EpochMs, type EventId, type IsoTime } from '../../../shared/ids.ts';
import { dayInZone, venueZone } from '../../../shared/time.ts';
import { moneyOf } from '../money-of.ts';
import type { mediaPartnerEvent } from './schemas.ts';

type RawEvent = z.infer<typeof mediaPartnerEvent>;
type RawDate = RawEvent['calendar'][number];

/** What stands for a ticket type whose name is blank (T-15). */
const namelessTicket = 'Ticket';

/** Every ticket type of every date of an event, dates ascending (T3; T-6, T-7, T-14, T-15). Nothing here is a price until a person says so. */
export function toCandidates(event: RawEvent, now: number): CatalogueCandidate[] {
  const dates = [...event.calendar].sort((a, b) => Date.parse(a.date_start) - Date.parse(b.date_start));
  return dates.flatMap((date) => {
    const seen = new Map<string, number>();
    return date.tickets.map((ticket): CatalogueCandidate => {
      const name = ticket.name.trim() === '' ? namelessTicket : ticket.name.trim();
      const ordinal = seen.get(name) ?? 0;
      seen.set(name, ordinal + 1);
      const currency = ticket.currency_code.toUpperCase();
      return {
        importKey: importKey(event.uuid, date, name, ordinal),
        eventName: event.name,
        eventStart: as<IsoTime>(date.date_start),
        eventStartMs: as<EpochMs>(Date.parse(date.date_start)),
        zone: venueZone,
        ticketTypeName: name,
        rawPrice: ticket.price,
        asMajor: moneyOf(ticket.price, currency, 'calendar.tickets.price'),
        // Documented as a whole number of cents; a fraction can only be whole units.
        asMinor: { minor: Math.round(ticket.price), currency },
        // T-14: the platform calls past dates available.
        available: ticket.is_available && date.is_available && Date.parse(date.date_end) > now,
        calendarId: date.id ?? null,
        alreadyImported: false,
      };
    });
  });
}

/** Neither dates nor ticket types have ids (T-7), so what is imported twice is known by event, start and name. */
function importKey(eventId: string, date: RawDate, name: string, ordinal: number): string {
  const named = hash('sha256', name, 'base64url').slice(0, 16);
  return `${eventId}:${Date.parse(date.date_start)}:${named}:${ordinal}`;
}

/** The event's id when one of its dates starts on that day in the venue's zone. */
export function startsOn(event: RawEvent, day: string): EventId | null {
  const any = event.calendar.some((date) => dayInZone(Date.parse(date.date_start)) === day);
  return any ? as<EventId>(event.uuid) : null;
}
