import type { Order, OrderStatus, Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { Statistics } from '../../shared/domain/sync.ts';
import type { Contact, EventSummary, LookupFilter, Ticket, TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, EventId, OrderId, PaymentId, RefundRequestId, TicketKey } from '../../shared/ids.ts';

/** One reading of all tickets of a scope (one event, or null for the whole account), from its first page to its last. */
export interface PullPass {
  readonly generation: number;
  readonly eventId: EventId | null;
  readonly nextPage: number;
  readonly total: number | null;
  readonly startedAt: EpochMs;
}

/** What storing a page did. */
export interface StoredPage {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface TicketHitRow {
  readonly kind: 'ticket';
  readonly ticket: Ticket;
  readonly rank: 'exact' | 'tonight' | 'name' | 'other';
}

export interface OrderHitRow {
  readonly kind: 'order';
  readonly order: Order;
  readonly rank: 'exact' | 'other';
}

/** The tickets half of the cache. Every method is synchronous and local. */
export interface TicketCache {
  /** The pass that was interrupted for this scope, to go on with it. */
  openPass(accountId: AccountId, eventId: EventId | null): PullPass | null;
  beginPass(accountId: AccountId, eventId: EventId | null, total: number | null, now: EpochMs): PullPass;
  /**
   * Stores one page of a pass in one transaction and remembers `nextPage`. Rows equal in every field keep their number: within a pass the
   * n-th sighting of an identity is ordinal n. A page seen twice because rows moved adds nothing that is not there: pages are read oldest
   * sighting first or deduplicated by the cache so that the count comes out right (see `finishPass`).
   */
  storePage(
    accountId: AccountId,
    pass: PullPass,
    rows: readonly TicketRow[],
    nextPage: number,
    total: number,
  ): StoredPage;
  /** Rows that this pass has seen so far, comparable with the platform's total. */
  seen(accountId: AccountId, pass: PullPass): number;
  /** True when storing these rows with `storeNewest` would add nothing. */
  allKnown(accountId: AccountId, rows: readonly TicketRow[]): boolean;
  /** Removes rows of the scope that this pass did not see and marks it complete. @returns rows seen and rows swept. */
  finishPass(accountId: AccountId, pass: PullPass, now: EpochMs): { readonly seen: number; readonly swept: number };
  /** Forgets an unfinished pass without removing any ticket. */
  abandonPass(accountId: AccountId, pass: PullPass): void;
  /** Adds newest rows outside a pass (a poll). `knownFrom` is how many rows from the end of `rows` were known already, in a run. */
  storeNewest(accountId: AccountId, rows: readonly TicketRow[]): StoredPage & { readonly reachedKnown: boolean };
  count(accountId: AccountId, eventId?: EventId): number;
  get(accountId: AccountId, key: TicketKey): Ticket | null;
  /** Tickets of the same e-mail or phone, newest event date first. */
  ofContact(accountId: AccountId, contact: Contact, limit: number): readonly Ticket[];
  /** Local search; the query is folded as the rows were. `tonight` is the day whose event dates come first. */
  search(
    query: string,
    filter: LookupFilter,
    options: { readonly limit: number; readonly tonight: string },
  ): {
    readonly hits: readonly (TicketHitRow | OrderHitRow)[];
    readonly more: boolean;
  };
  events(): readonly EventSummary[];
  setAside(
    accountId: AccountId,
    rows: readonly { readonly field: string; readonly message: string; readonly fingerprint: string }[],
  ): void;
  setAsideCount(accountId: AccountId): number;
}

/** The orders half of the cache. */
export interface OrderCache {
  /** Inserts or updates; keeps contact, items and payment link that the new row does not tell. @returns ids whose row changed. */
  upsertOrders(orders: readonly Order[]): readonly OrderId[];
  upsertPayments(payments: readonly Payment[]): readonly OrderId[];
  upsertRefundRequests(requests: readonly RefundRequest[]): boolean;
  order(accountId: AccountId, id: OrderId): Order | null;
  orderByNumber(accountId: AccountId, number: string): Order | null;
  list(query: {
    readonly search?: string | undefined;
    readonly status?: OrderStatus | undefined;
    readonly accountId?: AccountId | undefined;
    readonly sort: 'created_at' | 'number' | 'total' | 'status';
    readonly descending: boolean;
    readonly offset: number;
    readonly limit: number;
  }): { readonly rows: readonly Order[]; readonly total: number };
  /** Orders whose contact has this e-mail or phone. */
  ofContact(accountId: AccountId, contact: Contact): readonly Order[];
  /** Writes the contact that a search by it found; an order made here keeps its own. */
  claimContact(accountId: AccountId, ids: readonly OrderId[], contact: Contact): void;
  paymentsOf(accountId: AccountId, orderId: OrderId): readonly Payment[];
  payment(accountId: AccountId, id: PaymentId): Payment | null;
  refundRequestsOf(accountId: AccountId, paymentIds: readonly PaymentId[]): readonly RefundRequest[];
  refundRequest(accountId: AccountId, id: RefundRequestId): RefundRequest | null;
  refundRequests(limit: number): readonly RefundRequest[];
  /** Refund requests that are still on their way. */
  openRefundRequests(accountId: AccountId): readonly RefundRequest[];
}

/** Small facts by account: when something was last fetched, cursors, statistics. */
export interface CacheFacts {
  get(accountId: AccountId, name: string): string | null;
  set(accountId: AccountId, name: string, value: string | null): void;
  statistics(accountId: AccountId, from: string, to: string): Statistics | null;
  saveStatistics(statistics: Statistics): void;
  upsertEvents(
    accountId: AccountId,
    events: readonly {
      readonly id: EventId;
      readonly name: string;
      readonly place: string | null;
      readonly city: string | null;
      readonly currency: string | null;
    }[],
  ): void;
}

/** The disposable copy of what the platforms say. */
export interface Cache {
  readonly tickets: TicketCache;
  readonly orders: OrderCache;
  readonly facts: CacheFacts;
  /** Removes everything of an account. */
  removeAccount(accountId: AccountId): void;
  close(): void;
}
