declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** One connected account of one ticketing system, minted on this laptop (UUID v7). */
export type AccountId = Branded<string, 'AccountId'>;
/** Key of a ticket within its account. tic.rs rows carry no id, so theirs is a hash of the fields that cannot change plus an ordinal (trap T-9). */
export type TicketKey = Branded<string, 'TicketKey'>;
/** The platform's own key of an event (tic.rs `uuid`, which is no UUID: trap T-17). Case-sensitive. */
export type EventId = Branded<string, 'EventId'>;
/** The platform's own key of an order (tic.rs `signature`). Opaque, case-sensitive. */
export type OrderId = Branded<string, 'OrderId'>;
/** The platform's own key of a payment (tic.rs transaction `signature`). Opaque. */
export type PaymentId = Branded<string, 'PaymentId'>;
/** The platform's own key of a refund request. Opaque. */
export type RefundRequestId = Branded<string, 'RefundRequestId'>;
/** An order as this laptop wrote it down before any platform knew of it (UUID v7). */
export type SaleId = Branded<string, 'SaleId'>;
/** A refund as this laptop wrote it down before it was asked for (UUID v7). */
export type RefundId = Branded<string, 'RefundId'>;
/** Something done with an order that exists, as this laptop wrote it down before it was sent (UUID v7). */
export type DeedId = Branded<string, 'DeedId'>;
/** One entry of the door's catalogue (UUID v7). */
export type CatalogueItemId = Branded<string, 'CatalogueItemId'>;
/** One ticket that two doors let in, as the ledger numbers it. */
export type DoorConflictId = Branded<number, 'DoorConflictId'>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<number, 'EpochMs'>;
/** ISO 8601 with an offset or Z, exactly as the platform gave it. */
export type IsoTime = Branded<string, 'IsoTime'>;
/** A calendar day, `YYYY-MM-DD`. */
export type IsoDay = Branded<string, 'IsoDay'>;

/** Marks a plain string or number as one of the branded types above, where it enters the house. */
export function as<T extends Branded<string, string> | Branded<number, string>>(
  value: T extends string ? string : number,
): T {
  return value as unknown as T;
}
