import type { Capability, SystemId } from '../../shared/domain/accounts.ts';
import type { CatalogueCandidate, Order, OrderItem, Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { Statistics } from '../../shared/domain/sync.ts';
import type { Contact, TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId, EventId, OrderId, PaymentId, RefundRequestId } from '../../shared/ids.ts';

/** Who waits for a request: staff in front of a guest, a paid signal, or the background pull. Served in this order. */
export type Priority = 'staff' | 'signals' | 'pull';

/** How one request is made. */
export interface Ask {
  readonly priority: Priority;
  readonly signal?: AbortSignal | undefined;
}

/** A row that could not be read: set aside, so that its page is not lost. */
export interface SetAsideRow {
  /** Where in the answer, e.g. `data.3.price_paid.amount`. */
  readonly field: string;
  readonly message: string;
  /** A hash of the row, so that the same one is counted once. Never the row itself. */
  readonly fingerprint: string;
}

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly setAside: readonly SetAsideRow[];
  /** Rows on the platform in all, by its own word. */
  readonly total: number;
  /** Pages of this size in all; at least 1. */
  readonly pages: number;
  readonly page: number;
}

/** Which page of a list. Pages count from 1. */
export interface PageRequest extends Ask {
  readonly page: number;
}

/** An event as the platform lists it. */
export interface PlatformEvent {
  readonly id: EventId;
  readonly name: string;
  readonly place: string | null;
  readonly city: string | null;
  readonly currency: string | null;
}

/** What creating an order takes. */
export interface OrderDraft {
  readonly customer: Contact;
  readonly items: readonly OrderItem[];
  readonly currency: string;
}

/** What the platform answers to a new order. */
export interface CreatedOrder {
  readonly id: OrderId;
  readonly number: string;
  readonly publicToken: string;
  readonly paymentLink: string;
}

/** An order's detail. `contact` is null where the platform does not tell (trap T-18). */
export interface OrderDetailAnswer {
  readonly order: Order;
  readonly payments: readonly Payment[];
}

/** Who the key belongs to, as far as the system says. */
export interface PlatformIdentity {
  readonly name: string | null;
  /** Tickets that the key can see, by the platform's own count. */
  readonly tickets: number | null;
}

/** How the rate budget stands, for the status bar. */
export interface BudgetState {
  /** Requests that may still be made in this window; null when no limit is known. */
  readonly remaining: number | null;
  /** Set while a pull waits for the next window. */
  readonly pullWaitsUntilMs: number | null;
}

/** A list of orders. */
export interface OrderQuery extends PageRequest {
  readonly search?: string | undefined;
  readonly perPage?: number | undefined;
}

/** A list of payments. */
export interface PaymentQuery extends PageRequest {
  readonly orderId?: OrderId | undefined;
  /** Inclusive day in the platform's zone, `YYYY-MM-DD`. */
  readonly fromDay?: string | undefined;
}

/**
 * One ticketing system, one account. A method exists when its capability does. All methods throw ProblemError; what a thrown error says about
 * whether a write reached the platform is told by `sendOutcome`.
 */
export interface Platform {
  readonly system: SystemId;
  readonly accountId: AccountId;
  readonly capabilities: ReadonlySet<Capability>;

  /** Asks the cheapest question that needs the key. Throws `key_refused` or `login_refused` when it is not accepted. */
  verify(ask: Ask): Promise<PlatformIdentity>;
  /** Ends the session, where the credential made one. */
  signOut(ask: Ask): Promise<void>;
  budget(): BudgetState;
  /**
   * Asks whether the host answers at all, outside the rate budget: `HEAD /robots.txt` of the base URL, any status will do, within 4 s.
   * @throws ProblemError `offline`, `host_unreachable`, `timeout`, or `not_json` when another host answers in its place (captive portal).
   */
  reach(signal: AbortSignal): Promise<void>;

  /** Events of the account (T5). */
  events(request: PageRequest): Promise<Page<PlatformEvent>>;
  /** Ids of events that have a date on the given day, so that tonight's are pulled first. `[]` where the system cannot say. */
  eventsOnDay(day: string, ask: Ask): Promise<readonly EventId[]>;
  /** Tickets, newest purchase first, of one event or of all (T6). */
  tickets(request: PageRequest & { readonly eventId?: EventId | undefined }): Promise<Page<TicketRow>>;

  /** Orders, newest first (T7). */
  orders(query: OrderQuery): Promise<Page<Order>>;
  order(id: OrderId, ask: Ask): Promise<OrderDetailAnswer>;
  createOrder(draft: OrderDraft, ask: Ask): Promise<CreatedOrder>;
  /** Payments, newest first (T10). */
  payments(query: PaymentQuery): Promise<Page<Payment>>;

  /** Asks for one payment's money back (T11). */
  refundPayment(id: PaymentId, ask: Ask): Promise<RefundRequestId>;
  /** Cancels the order and asks for all its payments back (T12). */
  refundOrder(id: OrderId, ask: Ask): Promise<readonly RefundRequestId[]>;
  refundRequest(id: RefundRequestId, ask: Ask): Promise<RefundRequest>;
  /** Refund requests, newest first (T14). */
  refundRequests(request: PageRequest): Promise<Page<RefundRequest>>;

  /** The calendar with prices, to be confirmed by a person (T3, trap T-6). */
  catalogueCandidates(ask: Ask): Promise<readonly CatalogueCandidate[]>;
  statistics(from: string, to: string, ask: Ask): Promise<Omit<Statistics, 'stale' | 'askAgainAt'>>;
}

/** What is known of a write whose request failed. */
export type SendOutcome =
  /** It certainly never reached the platform: sending again is safe. */
  | 'not_sent'
  /** The platform answered that it refuses. */
  | 'refused'
  /** It may or may not have been done: reconcile before anything else. */
  | 'unknown';
