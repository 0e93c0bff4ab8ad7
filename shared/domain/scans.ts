import type { AccountId, EpochMs, TicketKey } from '../ids.ts';

/** What a scanner's code means at this door. */
export interface ScanOutcome {
  readonly access: 'granted' | 'denied';
  /** Why it was denied; null when granted. */
  readonly reason:
    | 'unknown_code'
    /** Not known on this laptop, and its system could not be asked: it may be a ticket. */
    | 'unknown_here'
    | 'not_valid'
    | 'already_inside'
    | 'other_event'
    | 'platform_refused'
    | null;
  readonly ticket: {
    readonly accountId: AccountId;
    /** Null for one that the system let in, or knows, and does not list. */
    readonly key: TicketKey | null;
    readonly name: string;
    readonly ticketType: string | null;
    readonly seat: string | null;
    readonly eventName: string;
    readonly eventDateMs: EpochMs | null;
    /** Zone of the event; null where its date is. */
    readonly eventZone: string | null;
  } | null;
  /** First admission that stands, when it is why. */
  readonly firstAt: EpochMs | null;
  /** `platform` when the system answered, `laptop` when only this laptop's data could be asked. */
  readonly source: 'platform' | 'laptop';
}
