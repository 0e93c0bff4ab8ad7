import type { CatalogueCandidate } from '../../../shared/domain/catalogue.ts';
import { as, type EpochMs, type IsoTime } from '../../../shared/ids.ts';
import { venueZone, zoneOf } from '../../../shared/time.ts';
import { moneyOf } from '../money-of.ts';
import type { RawEvent } from './mapping.ts';

/**
 * Ticket types of events that are still to come (V20, V21), by start. Prices are decimals in major units (trap V-15), and a person confirms
 * them all the same. On sale is what is active online or at a point of sale.
 * @param currency of the account, for events that do not name theirs.
 */
export function toCandidates(events: readonly RawEvent[], currency: string): CatalogueCandidate[] {
  return events.flatMap((event) =>
    (event.tickets ?? []).map((type): CatalogueCandidate => {
      const code = event.currency?.toUpperCase() ?? currency;
      return {
        importKey: `${event._id}:${type._id}`,
        eventName: event.name,
        eventStart: as<IsoTime>(event.start),
        eventStartMs: as<EpochMs>(Date.parse(event.start)),
        zone: zoneOf(event.timezone) ?? venueZone,
        ticketTypeName: type.name.trim(),
        rawPrice: type.price,
        asMajor: moneyOf(type.price, code, 'tickets.price'),
        asMinor: null,
        available: type.active === true || type.posActive === true,
        calendarId: null,
        ref: { kind: 'ticket_type', eventId: event._id, ticketTypeId: type._id },
        alreadyImported: false,
      };
    }),
  );
}
