import type { AccountId, DoorConflictId, EpochMs, EventId, IsoTime, OrderId, TicketKey } from '../ids.ts';
import type { Money } from '../money.ts';

/** The guest as a platform knows them; empty strings where it knows nothing. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  /** E.164 where the platform gives it. */
  readonly phone: string;
}

/** A ticket as the cache holds it. */
export interface Ticket {
  readonly accountId: AccountId;
  readonly key: TicketKey;
  readonly eventId: EventId;
  readonly eventName: string;
  /** Start of the event date this ticket is for. */
  readonly eventDate: IsoTime;
  readonly eventDateMs: EpochMs;
  /** The event's zone, `Europe/Belgrade`: its date and this ticket's purchase are told in it. */
  readonly zone: string;
  readonly holder: Contact;
  readonly price: Money;
  readonly promoCode: string | null;
  readonly purchasedAt: IsoTime;
  readonly purchasedAtMs: EpochMs;
  /** Order number where the system names it on the ticket (tic.rs does not). */
  readonly orderNumber: string | null;
  /** What the guest's device said when buying, for staff who help with languages. */
  readonly language: string | null;
  readonly country: string | null;
  /** What lets the guest in, where the system tells it; null for systems that list sales only (tic.rs, trap T-9). */
  readonly entry: TicketEntry | null;
}

/** States of a ticket in one vocabulary; none of them says whether the guest is inside. */
export type TicketStatus = 'valid' | 'invalid' | 'reserved' | 'details_required' | 'blank';

/** What a system says of a ticket as a thing that opens a door. */
export interface TicketEntry {
  /** The code on the ticket, as a scanner reads it. */
  readonly barcode: string;
  readonly status: TicketStatus;
  /** The system's own word for the status. */
  readonly platformStatus: string;
  readonly ticketType: string | null;
  readonly category: string | null;
  /** Section, row and seat in one line; null for general admission. */
  readonly seat: string | null;
  readonly orderId: OrderId | null;
  /** When its event is over; null where the system does not say, and for a ticket to one slot of it. */
  readonly endsMs: EpochMs | null;
}

/**
 * A ticket as one row of the platform said it, before the cache gave it a key. Systems without ticket ids give `identity`, a hash of what
 * cannot change; the cache makes keys of it by adding an ordinal among equal ones (trap T-9).
 */
export interface TicketRow extends Omit<Ticket, 'key' | 'accountId' | 'zone'> {
  readonly identity: string;
  /** Null where the system does not say it. */
  readonly zone: string | null;
  /** What the guest's own link to the ticket carries: found by it whole, and shown nowhere. */
  readonly secret?: string | undefined;
}

/** An event with at least one ticket in the cache or one date on the platform. */
export interface EventSummary {
  readonly accountId: AccountId;
  readonly id: EventId;
  readonly name: string;
  readonly place: string | null;
  readonly city: string | null;
  readonly currency: string | null;
  readonly zone: string;
  /** Event dates seen on tickets, ascending. */
  readonly dates: readonly EventDateSummary[];
}

/** One evening of an event. */
export interface EventDateSummary {
  readonly date: IsoTime;
  readonly dateMs: EpochMs;
  /** Calendar day in the event's zone. */
  readonly day: string;
  readonly tickets: number;
  readonly admitted: number;
}

/** The newest word on whether a ticket's guest is inside, as this laptop knows it. */
export interface AdmissionState {
  readonly admitted: boolean;
  /** When it was last admitted (or undone). */
  readonly at: EpochMs;
  /** How often it was admitted, undone ones not counted. */
  readonly times: number;
  /** First admission that still stands. */
  readonly firstAt: EpochMs | null;
  readonly by: string;
}

/** A ticket that this door and another one let in while they could not know of each other. */
export interface DoorConflict {
  readonly id: DoorConflictId;
  readonly accountId: AccountId;
  readonly ticketKey: TicketKey;
  readonly guest: string;
  readonly barcode: string;
  /** When this laptop let them in, and who stood there. */
  readonly hereAt: EpochMs;
  readonly hereBy: string;
  /** When the other door did, by its own clock. */
  readonly thereAt: EpochMs;
  /** The other door's name, as far as the system says. */
  readonly there: string | null;
  readonly foundAt: EpochMs;
}

/** What is known of tickets that two doors let in. */
export interface DoorConflicts {
  /** Those that nobody has seen to, newest first. */
  readonly open: readonly DoorConflict[];
  /** Accounts whose system does not list its scans to this key, so that this door's admissions cannot be compared with other doors'. */
  readonly blind: readonly AccountId[];
}

/** One row of a lookup. */
export type LookupHit =
  | {
      readonly kind: 'ticket';
      readonly ticket: Ticket;
      readonly admission: AdmissionState | null;
      /** Tickets that the same guest holds for the same event date, this one included. */
      readonly rank: HitRank;
    }
  | {
      readonly kind: 'order';
      readonly accountId: AccountId;
      readonly orderId: OrderId;
      readonly number: string;
      readonly publicToken: string;
      readonly contact: Contact | null;
      readonly total: Money;
      readonly createdAtMs: EpochMs;
      readonly rank: HitRank;
    };

/** Why a hit stands where it stands: exact code or number, tonight's event, prefix of a name, the rest, what only the platform finds by these words. */
export type HitRank = 'exact' | 'tonight' | 'name' | 'other' | 'platform';

/** What staff may narrow a lookup by. */
export interface LookupFilter {
  readonly accountId?: AccountId | undefined;
  readonly eventId?: EventId | undefined;
  /** Calendar day in the events' zones, `YYYY-MM-DD`. */
  readonly day?: string | undefined;
}

/** How much of the platforms' data is here: said beside every result, and above all beside "not found". */
export interface Completeness {
  /** True when every account's tickets were read to the end, are as many as its platform last said, and all could be read. */
  readonly complete: boolean;
  /** Tickets here. */
  readonly have: number;
  /** Tickets the platforms say they have; null before they said. */
  readonly expected: number | null;
  /** Rows that could not be read: their tickets are not here. */
  readonly setAside: number;
  /** When all was last known to be here; null before every account's tickets were read to the end once. */
  readonly completeAt: EpochMs | null;
  /** When a platform last confirmed that nothing newer exists. */
  readonly freshAt: EpochMs | null;
}

/** Answer to a lookup. */
export interface LookupResult {
  readonly hits: readonly LookupHit[];
  /** True when more match than are shown. */
  readonly more: boolean;
  readonly completeness: Completeness;
}
