import type { DatedPlace } from '../../shared/domain/door-zone.ts';
import type { Order, OrderEvent, OrderStatus, Payment, RefundRequest } from '../../shared/domain/orders.ts';
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

/** One page of a pass as the platform gave it. */
export interface PulledPage {
  readonly rows: readonly TicketRow[];
  /** The page to go on with after this one. */
  readonly nextPage: number;
  /** The platform's count as this page gave it. */
  readonly total: number;
  /** Rows of this page that could not be read: they count as seen. */
  readonly setAside?: number;
}

/** What storing pages did. */
export interface StoredPages {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What ending a pass came to. */
export interface PassResult {
  /** Rows that the pass accounts for, those that arrived above it meanwhile included: comparable with `total`. */
  readonly seen: number;
  /** Rows on the platform by its newest word. */
  readonly total: number;
  readonly swept: number;
  /** True when the pass saw all there was; false asks for another one. */
  readonly settled: boolean;
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
  /** Begins a pass at page 1; one that is open for the scope is forgotten. A pass of the whole account forgets what was set aside. */
  beginPass(accountId: AccountId, eventId: EventId | null, total: number | null, now: EpochMs): PullPass;
  /**
   * Stores pages of a pass and the place after the last of them in one transaction: all of it or nothing. Pages come in order. The n-th
   * sighting of an identity is its n-th ticket; rows equal in every field are not rewritten. Rows that moved onto a page because newer ones
   * arrived are told from twins by how much `total` grew, checked against the end of what was seen (drift.ts). A page that was stored before
   * changes nothing.
   */
  storePages(accountId: AccountId, pass: PullPass, pages: readonly PulledPage[]): StoredPages;
  /**
   * Carries what was written last from the write-ahead log into the file, once there is enough of it; for a moment between two groups of pages,
   * so that none of them takes as long as both. @returns true when it did.
   */
  carryLog(): boolean;
  /** Rows that this pass accounts for so far, as in PassResult. */
  seen(accountId: AccountId, pass: PullPass): number;
  /** True when storing these rows with `storeNewest` would add nothing. */
  allKnown(accountId: AccountId, rows: readonly TicketRow[]): boolean;
  /**
   * Ends the pass. When it is settled, tickets of the scope that it did not see are removed; rows that a poll stored meanwhile stay. When it
   * is not (rows left, or pages did not fit together) nothing is removed and the caller begins another pass.
   */
  finishPass(accountId: AccountId, pass: PullPass, now: EpochMs): PassResult;
  /** Forgets an unfinished pass without removing any ticket. */
  abandonPass(accountId: AccountId, pass: PullPass): void;
  /**
   * Adds newest rows outside a pass (a poll); an identity is kept as often as the rows show it, or more often if it was. `rows` are all
   * rows of this poll so far, newest first: a poll of several pages gives them joined, and starts over if the total moved in between.
   * `reachedKnown` says that the last of them was here before, so that no further page need be asked.
   */
  storeNewest(accountId: AccountId, rows: readonly TicketRow[]): StoredPages & { readonly reachedKnown: boolean };
  /**
   * Keeps rows that were asked for by themselves, wherever in the list they stand. A pass under way may still meet them, or have begun above
   * them: it neither doubles nor removes them.
   */
  storeFound(accountId: AccountId, rows: readonly TicketRow[]): void;
  count(accountId: AccountId, eventId?: EventId): number;
  get(accountId: AccountId, key: TicketKey): Ticket | null;
  /** How many of these tickets each event date has; those that are not here are left out. Reads an index and no ticket: thousands are fine. */
  countByDate(
    accountId: AccountId,
    keys: readonly TicketKey[],
  ): readonly { readonly eventId: EventId; readonly dateMs: EpochMs; readonly tickets: number }[];
  /** Tickets that bear this code exactly, as a scanner reads it. */
  byBarcode(code: string): readonly Ticket[];
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
  /** All events. `admitted` is 0 here: the ledger counts admissions. */
  events(): readonly EventSummary[];
  /** Every event date and its zone, without what it would cost to tell of the events. */
  dates(): Iterable<DatedPlace>;
  setAside(
    accountId: AccountId,
    rows: readonly { readonly field: string; readonly message: string; readonly fingerprint: string }[],
  ): void;
  setAsideCount(accountId: AccountId): number;
  /** What was set aside has been read since, or is to be read anew. */
  forgetSetAside(accountId: AccountId): void;
}

/** Some orders of one account. */
export interface AccountOrders {
  readonly accountId: AccountId;
  readonly ids: readonly OrderId[];
}

/** The orders half of the cache. */
export interface OrderCache {
  /** Inserts or updates; keeps contact, items and payment link that the new row does not tell. @returns ids whose row changed. */
  upsertOrders(orders: readonly Order[]): readonly OrderId[];
  upsertPayments(payments: readonly Payment[]): readonly OrderId[];
  upsertRefundRequests(requests: readonly RefundRequest[]): boolean;
  order(accountId: AccountId, id: OrderId): Order | null;
  /** The order's past as its system told it; empty when it never did. */
  history(accountId: AccountId, id: OrderId): readonly OrderEvent[];
  /** @returns true when it was another before. */
  saveHistory(accountId: AccountId, id: OrderId, history: readonly OrderEvent[]): boolean;
  orderByNumber(accountId: AccountId, number: string): Order | null;
  list(query: {
    readonly search?: string | undefined;
    readonly status?: OrderStatus | undefined;
    readonly accountId?: AccountId | undefined;
    readonly sort: 'created_at' | 'number' | 'total' | 'status';
    readonly descending: boolean;
    readonly offset: number;
    readonly limit: number;
    /** Orders that a platform found by the same search: listed though nothing here holds what was searched for. */
    readonly found?: readonly AccountOrders[] | undefined;
    /** What platforms say fits: their other orders that were made after that moment (null: all) do not, whatever is stored here. */
    readonly told?: readonly (AccountOrders & { readonly afterMs: EpochMs | null })[] | undefined;
  }): { readonly rows: readonly Order[]; readonly total: number };
  /** Orders whose contact has this e-mail or phone. */
  ofContact(accountId: AccountId, contact: Contact): readonly Order[];
  /** Writes the contact that a search by it found; an order made here keeps its own. */
  claimContact(accountId: AccountId, ids: readonly OrderId[], contact: Contact): void;
  paymentsOf(accountId: AccountId, orderId: OrderId): readonly Payment[];
  payment(accountId: AccountId, id: PaymentId): Payment | null;
  /** Payments that refund requests name and that are not here, so that neither order nor sum is known. */
  missingPayments(accountId: AccountId): readonly PaymentId[];
  refundRequestsOf(accountId: AccountId, paymentIds: readonly PaymentId[]): readonly RefundRequest[];
  refundRequest(accountId: AccountId, id: RefundRequestId): RefundRequest | null;
  refundRequests(limit: number): readonly RefundRequest[];
  /** Refund requests that were rejected or failed: no money goes back for them. */
  refundsDecidedAgainst(accountId: AccountId): readonly RefundRequestId[];
  /** Refund requests that are still on their way. */
  openRefundRequests(accountId: AccountId): readonly RefundRequest[];
}

/** Small facts by account: when something was last fetched, cursors, statistics. */
export interface CacheFacts {
  get(accountId: AccountId, name: string): string | null;
  set(accountId: AccountId, name: string, value: string | null): void;
  statistics(accountId: AccountId, from: string, to: string): Statistics | null;
  saveStatistics(statistics: Statistics): void;
  upsertEvents(accountId: AccountId, events: readonly EventFacts[]): void;
}

/** What is kept of an event besides its dates; null for what its system does not say. */
export interface EventFacts {
  readonly id: EventId;
  readonly name: string;
  readonly place: string | null;
  readonly city: string | null;
  readonly currency: string | null;
  readonly zone: string | null;
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
