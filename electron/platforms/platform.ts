import type { Capability, SystemId } from '../../shared/domain/accounts.ts';
import type { DeedAct, Tender } from '../../shared/domain/acts.ts';
import type { CatalogueCandidate } from '../../shared/domain/catalogue.ts';
import type {
  CancellableItem,
  Order,
  OrderAct,
  OrderEvent,
  OrderItem,
  OrderStatus,
  Payment,
  PaymentOption,
  RefundRequest,
} from '../../shared/domain/orders.ts';
import type { Statistics } from '../../shared/domain/sync.ts';
import type { Contact, TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, EventId, IsoTime, OrderId, PaymentId, RefundRequestId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { Secret } from '../secret.ts';
import type { HostSign } from './http.ts';

/**
 * Who waits for a request: staff who pressed a button, a paid signal, what a screen asks for unpressed (`aside`), or the background pull. Served
 * in this order.
 */
export type Priority = 'staff' | 'signals' | 'aside' | 'pull';

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
  /** Readable rows that stand before it on its page. */
  readonly after: number;
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
  /** `Europe/Belgrade`; null where the system does not say it. */
  readonly zone: string | null;
}

/** What creating an order takes. */
export interface OrderDraft {
  readonly customer: Contact;
  readonly items: readonly OrderItem[];
  readonly currency: string;
  readonly tender: Tender;
  /** Till reference of the sale, for systems that keep one. */
  readonly reference: string;
}

/** What the platform answers to a new order. */
export interface CreatedOrder {
  readonly id: OrderId;
  readonly number: string;
  readonly publicToken: string;
  /** Null where the system needs none, e.g. for cash. */
  readonly paymentLink: string | null;
  /**
   * A payment page whose address holds a secret (Stripe's client_secret, trap O-13): shown to the guest from memory, never logged and never
   * stored. Absent where the payment link does (docs/decisions/0040).
   */
  readonly secretLink?: Secret | undefined;
  readonly status: OrderStatus;
}

/** An order's detail. `contact` is null where the platform does not tell (trap T-18). */
export interface OrderDetailAnswer {
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly history?: readonly OrderEvent[] | undefined;
}

/** What an online scan answered (VS1). */
export interface ScanAnswer {
  readonly granted: boolean;
  readonly barcode: string;
  readonly eventId: EventId | null;
  readonly name: string | null;
  readonly ticketType: string | null;
  readonly platformStatus: string | null;
}

/** A scan made on this laptop while the system could not be asked, to be told later (VS3). */
export interface OfflineScan {
  readonly barcode: string;
  readonly at: IsoTime;
  readonly granted: boolean;
  /** Takes back an admission that the system knows of: the guest may come in again. */
  readonly out?: boolean | undefined;
}

/** One way in or out through any of the system's doors (VS7). */
export interface DoorScan {
  readonly barcode: string;
  /** When it was held to the scanner, by that scanner's clock. */
  readonly at: EpochMs;
  readonly way: 'in' | 'out';
  /** The door's name, or its number where it has none; null where the system does not say. */
  readonly door: string | null;
  /** True when made with this account's scanning token, false when with another's; absent where that cannot be told. */
  readonly own?: boolean | undefined;
  /** True when the system was told of it afterwards by a door that could not ask; absent where it does not say. */
  readonly toldLater?: boolean | undefined;
  /** How many may be inside with this code at once, by its ticket type. */
  readonly admits: number;
}

/** Who the key belongs to, as far as the system says. */
export interface PlatformIdentity {
  readonly name: string | null;
  /** Tickets that the key can see, by the platform's own count. */
  readonly tickets: number | null;
  /** When the credential ends by itself, epoch ms by the platform's clock; absent where it does not say. */
  readonly expiresAtMs?: number | undefined;
}

/** How the rate budget stands, for the status bar. */
export interface BudgetState {
  /** Requests that may still be made in this window; null when no limit is known. */
  readonly remaining: number | null;
  /** Requests a minute; null or absent when no limit is known. */
  readonly limit?: number | null | undefined;
  /** Set while a pull waits for the next window. */
  readonly pullWaitsUntilMs: number | null;
}

/** A list of orders. */
export interface OrderQuery extends PageRequest {
  readonly search?: string | undefined;
  /** Only where `ordersByStatus` says so. */
  readonly status?: OrderStatus | undefined;
  readonly perPage?: number | undefined;
}

/** An order that changed, with what was paid for it. */
export interface ChangedOrder {
  readonly order: Order;
  readonly payment: Payment | null;
}

/** A list of payments. */
export interface PaymentQuery extends PageRequest {
  readonly orderId?: OrderId | undefined;
  /** Inclusive day in the platform's zone, `YYYY-MM-DD`. */
  readonly fromDay?: string | undefined;
  /** Inclusive, likewise. */
  readonly toDay?: string | undefined;
}

/**
 * One ticketing system, one account. A method exists when its capability does. All methods throw ProblemError; what a thrown error says about
 * whether a write reached the platform is told by `sendOutcome`.
 */
export interface Platform {
  readonly system: SystemId;
  readonly accountId: AccountId;
  readonly capabilities: ReadonlySet<Capability>;
  /** When the credential ends by itself, epoch ms by the platform's clock, known without asking; absent where it does not say. */
  readonly expiresAtMs?: number | undefined;

  /** Asks the cheapest question that needs the key. Throws `key_refused` or `login_refused` when it is not accepted. */
  verify(ask: Ask): Promise<PlatformIdentity>;
  /** Ends the session, where the credential made one. */
  signOut(ask: Ask): Promise<void>;
  budget(): BudgetState;
  /**
   * Asks whether the host answers at all, outside the rate budget: `HEAD /robots.txt` of the base URL, any status will do, within 4 s.
   * @returns by what the host is known again.
   * @throws ProblemError `offline`, `host_unreachable`, `timeout`, or `not_json` when another host answers in its place (captive portal).
   */
  reach(signal: AbortSignal): Promise<HostSign>;

  /** Events of the account (T5). */
  events(request: PageRequest): Promise<Page<PlatformEvent>>;
  /** Ids of events that have a date on the given day, so that tonight's are pulled first. `[]` where the system cannot say. */
  eventsOnDay(day: string, ask: Ask): Promise<readonly EventId[]>;
  /** Tickets, newest purchase first, of one event or of all (T6). */
  tickets(request: PageRequest & { readonly eventId?: EventId | undefined }): Promise<Page<TicketRow>>;

  /** Tickets that changed at or after a moment, oldest change first (V23). */
  ticketsSince(request: PageRequest & { readonly since: IsoTime }): Promise<Page<TicketRow>>;

  /**
   * Where one search term names a sale's order for certain: which, the first that the sale has counts. Absent where all that the order carried
   * must be searched for.
   */
  readonly orderKeys?: readonly ('email' | 'reference')[] | undefined;
  /**
   * The other moment that a time of this platform may mean, where it gives times without a zone: in the night in which the clocks go back, the hour
   * that comes twice. Null for every other time; absent where times are told with their zone.
   */
  readonly otherReading?: ((ms: number) => EpochMs | null) | undefined;
  /** Whether the order list can be asked for one unified status; absent where that status says more than the list's own filters. */
  readonly ordersByStatus?: boolean | undefined;
  /** Orders, newest first (T7). */
  orders(query: OrderQuery): Promise<Page<Order>>;
  /** Orders that changed at or after a moment, each with its money that came in (V9). In no order that can be relied on. */
  ordersSince(request: PageRequest & { readonly since: IsoTime }): Promise<Page<ChangedOrder>>;
  order(id: OrderId, ask: Ask): Promise<OrderDetailAnswer>;
  createOrder(draft: OrderDraft, ask: Ask): Promise<CreatedOrder>;
  /** Payments, newest first (T10). */
  payments(query: PaymentQuery): Promise<Page<Payment>>;

  /** Asks for one payment's money back (T11). */
  refundPayment(id: PaymentId, ask: Ask): Promise<RefundRequestId>;
  /** Cancels the order and asks for all its payments back (T12), or keeps the money where the system can (V2). */
  refundOrder(
    id: OrderId,
    ask: Ask & { readonly keepMoney?: boolean | undefined },
  ): Promise<readonly RefundRequestId[]>;
  refundRequest(id: RefundRequestId, ask: Ask): Promise<RefundRequest>;
  /** Refund requests, newest first (T14). */
  refundRequests(request: PageRequest): Promise<Page<RefundRequest>>;

  /** What of an order can be cancelled by itself, and at what price (V3). */
  cancellableItems(id: OrderId, ask: Ask): Promise<readonly CancellableItem[]>;
  /** Cancels items of an order (V4). */
  cancelItems(
    id: OrderId,
    choice: {
      readonly itemIds: readonly string[];
      readonly keepMoney: boolean;
      readonly refundTo: 'origin' | 'voucher';
    },
    ask: Ask,
  ): Promise<void>;
  /** Acts that the system takes where an order stands, as far as its rules are known. Absent where the unified status says all there is. Pure. */
  actsTaken?(order: Pick<Order, 'platformStatus'>): readonly OrderAct[];
  /** The system's own words in an order's past (`OrderDetailAnswer.history`) that say that an act was done; absent where it tells none. */
  readonly actMoments?: Readonly<Record<DeedAct, readonly string[]>>;
  /** Completes an order that is open; its mails go out (V5). */
  completeOrder(id: OrderId, ask: Ask): Promise<OrderDetailAnswer>;
  /** Says that the money was taken at the till (V8). */
  markPaid(id: OrderId, ask: Ask): Promise<void>;
  /** Sends the tickets again, to this address or to the customer's (V6). */
  mailTickets(id: OrderId, email: string | null, ask: Ask): Promise<void>;
  /** Sends the invitation of a reserved order (V7). */
  sendInvitation(id: OrderId, ask: Ask): Promise<void>;

  /** Tickets that bear exactly this code, as the system knows them at this moment (V23). Absent where tickets have no codes. */
  ticketsWithCode?(barcode: string, ask: Ask): Promise<Page<TicketRow>>;
  /** Asks the system whether a code opens the door, and books the admission there when it does (VS1). */
  scan(barcode: string, ask: Ask): Promise<ScanAnswer>;
  /** Tells the system of scans made while it could not be asked (VS3). */
  uploadScans(eventId: EventId, scans: readonly OfflineScan[], ask: Ask): Promise<void>;

  /** Ways in and out that the system granted or was told of for one event, of all doors, in no order (VS7). */
  scansOf(eventId: EventId, ask: Ask): Promise<readonly DoorScan[]>;

  /** Numbers of tickets that payments exist for (O1). */
  paidTicketIds(ask: Ask): Promise<readonly number[]>;
  /**
   * Ways to pay for a ticket that exists already (O2).
   * @param transfer what the ticket was transferred for, one amount a currency; null for a ticket that was not transferred.
   */
  paymentOptions(ticketId: number, transfer: readonly Money[] | null, ask: Ask): Promise<readonly PaymentOption[]>;
  /** Orders (transactions) of one ticket, oldest first (O3). */
  ordersOfTicket(ticketId: number, ask: Ask): Promise<readonly Order[]>;

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
