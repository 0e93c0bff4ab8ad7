import type {
  AccountId,
  CatalogueItemId,
  DeedId,
  EpochMs,
  IsoTime,
  OrderId,
  PaymentId,
  RefundId,
  RefundRequestId,
  SaleId,
  TicketKey,
} from '../ids.ts';
import type { Money } from '../money.ts';
import type { Contact } from './tickets.ts';

/** One vocabulary for all systems (platform-spec section 5); the platform's own word stands beside it on the screens. */
export type OrderStatus =
  | 'draft'
  | 'awaiting_payment'
  | 'paid'
  | 'in_fulfilment'
  | 'completed'
  | 'cancelled'
  | 'partially_refunded'
  | 'refunded'
  | 'failed';

export const orderStatuses = [
  'draft',
  'awaiting_payment',
  'paid',
  'in_fulfilment',
  'completed',
  'cancelled',
  'partially_refunded',
  'refunded',
  'failed',
] as const satisfies readonly OrderStatus[];

/** What an order item is for (tic.rs item types, T8). */
export type ItemType = 'event' | 'unpublished_ticket' | 'service' | 'product';

export const itemTypes = ['event', 'unpublished_ticket', 'service', 'product'] as const satisfies readonly ItemType[];

/** One line of an order. */
export interface OrderItem {
  readonly type: ItemType | (string & {});
  readonly name: string;
  readonly unitPrice: Money;
  readonly quantity: number;
  /** EventCalendar id; a tic.rs item of type `event` needs it (trap T-7). */
  readonly calendarId: number | null;
  /** Sent only when configured (trap T-8). */
  readonly ticketTypeId: number | null;
  /** `YYYY-MM-DD`: event, service or delivery date by type. */
  readonly date: string | null;
  /** What the item is called on systems that name things by text ids. */
  readonly ref?: ItemRef | undefined;
}

/** The system's own ids of what an item sells: vivenu's event and ticket type, O.Z.O.R.A.'s ticket and payment code. */
export type ItemRef =
  | { readonly kind: 'ticket_type'; readonly eventId: string; readonly ticketTypeId: string }
  | {
      readonly kind: 'ticket_payment';
      readonly ticketId: number;
      readonly code: string;
      readonly billing?: Billing | undefined;
    };

/** Whom an invoice is made out to (O4's metas); a field that is not known is absent. */
export type Billing = Readonly<Partial<Record<BillingField, string | undefined>>>;

export const billingFields = ['name', 'address', 'city', 'country', 'postcode', 'vat'] as const;

export type BillingField = (typeof billingFields)[number];

/** Currencies that a ticket's own price after a transfer may be told in (platform-spec 3.1: `transfer_price_huf`, `transfer_price_eur`). */
export const transferCurrencies = ['HUF', 'EUR'] as const;

/** How the guest pays: through a link on their phone, in cash at this till, or at this till's card terminal. */
export type Tender = 'link' | 'cash' | 'terminal';

export const tenders = ['link', 'cash', 'terminal'] as const satisfies readonly Tender[];

/** An order as its platform lists it, kept in the cache. */
export interface Order {
  readonly accountId: AccountId;
  readonly id: OrderId;
  readonly number: string;
  readonly publicToken: string;
  readonly status: OrderStatus;
  /** The platform's own status id and word (trap T-11: branch on neither). */
  readonly platformStatus: { readonly id: string; readonly name: string };
  readonly total: Money;
  readonly createdAt: IsoTime;
  readonly createdAtMs: EpochMs;
  /** Known only for orders made here or found by searching for a guest (trap T-18). */
  readonly contact: Contact | null;
  /** Null until the detail was fetched or the order was made here. */
  readonly items: readonly OrderItem[] | null;
  readonly paymentLink: string | null;
  /** Invoice number, once the system has given one. */
  readonly documentNumber?: string | undefined;
}

/** One line of an order's past, as its system tells it. */
export interface OrderEvent {
  readonly at: IsoTime;
  readonly atMs: EpochMs;
  /** The system's own word, e.g. `payment.succeeded`. */
  readonly what: string;
  readonly risk: 'good' | 'neutral' | 'danger';
}

/** An item of an order that can be cancelled by itself (V3). */
export interface CancellableItem {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Pieces that go together: cancelling the item cancels all of them (trap V-9). */
  readonly pieces: number;
  readonly price: Money;
  /** Kept by the system when the item is cancelled. */
  readonly fee: Money;
  readonly cancelled: boolean;
  readonly refunded: boolean;
}

/** An order of this door that its system does not tell: there is none for this key, or the key may not see it. */
export interface LostOrder {
  readonly why: 'not_found' | 'forbidden';
  readonly at: EpochMs;
}

/** Money that moved, or tried to. Negative for refunds. */
export interface Payment {
  readonly accountId: AccountId;
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly status: 'approved' | 'failed' | (string & {});
  readonly amount: Money;
  readonly createdAt: IsoTime;
  readonly createdAtMs: EpochMs;
}

/** A refund request as its platform lists it (tic.rs has two status fields, trap T-23). */
export interface RefundRequest {
  readonly accountId: AccountId;
  readonly id: RefundRequestId;
  readonly paymentId: PaymentId;
  readonly orderId: OrderId | null;
  readonly orderNumber: string | null;
  readonly amount: Money | null;
  readonly state: RefundState;
  readonly rejectionReason: string | null;
  readonly createdAt: IsoTime;
  readonly createdAtMs: EpochMs;
  readonly decidedAt: IsoTime | null;
  readonly refundPaymentId: PaymentId | null;
}

/** The way of a refund request: requested → approved | rejected → completed | failed. */
export type RefundState = 'requested' | 'approved' | 'rejected' | 'completed' | 'failed';

/** States of one act in the queue (design.md, "Selling and refunding"). */
export type QueueState =
  | 'queued'
  | 'sending'
  | 'confirmed'
  | 'rejected'
  | 'unknown'
  | 'reconciling'
  | 'needs_person'
  | 'cancelled';

export const queueStates = [
  'queued',
  'sending',
  'confirmed',
  'rejected',
  'unknown',
  'reconciling',
  'needs_person',
  'cancelled',
] as const satisfies readonly QueueState[];

/** How the payment of a sale stands, as the Pay screen shows it. */
export type PayState =
  | 'waiting_for_network'
  | 'sending'
  | 'awaiting_payment'
  | 'paid'
  | 'declined'
  | 'expired'
  | 'cancelled'
  | 'rejected'
  | 'unknown'
  | 'needs_person';

/** A sale at this door: written to the ledger before anything is sent. */
export interface Sale {
  readonly id: SaleId;
  readonly accountId: AccountId;
  /** Short till reference that staff can say aloud and see on the platform's order when the guest left no contact. */
  readonly reference: string;
  readonly customer: Contact;
  readonly items: readonly OrderItem[];
  readonly total: Money;
  readonly tender: Tender;
  readonly createdAtMs: EpochMs;
  readonly by: string;
  readonly queueState: QueueState;
  readonly payState: PayState;
  /** Set once the platform confirmed the order. */
  readonly orderId: OrderId | null;
  readonly orderNumber: string | null;
  readonly publicToken: string | null;
  readonly paymentLink: string | null;
  /** Cash that staff noted as taken outside the platform. */
  readonly cashNoted: Money | null;
  readonly attempts: readonly Attempt[];
  /** When the queue will try again, if it waits for a reason other than the network. */
  readonly nextAttemptMs: EpochMs | null;
}

/** One try to send an act, as its story tells it. */
export interface Attempt {
  readonly at: EpochMs;
  readonly outcome:
    | 'sent'
    | 'confirmed'
    | 'rejected'
    | 'not_sent'
    | 'unknown'
    | 'reconciled'
    | 'not_found'
    | 'chosen'
    /** The platform's order has another total than the sale: `note` is that total. */
    | 'total_differs';
  /** A problem code, or the platform's own sentence. */
  readonly note: string;
}

/** What a refund is of. An order's refund cancels the order as well (T12). */
export type RefundTarget =
  | { readonly kind: 'payment'; readonly paymentId: PaymentId; readonly orderId: OrderId }
  | {
      readonly kind: 'order';
      readonly orderId: OrderId /** False keeps the money (V2); absent gives it back. */;
      readonly keepMoney?: boolean | undefined;
    }
  | {
      readonly kind: 'items';
      readonly orderId: OrderId;
      readonly itemIds: readonly string[];
      readonly keepMoney: boolean;
      readonly refundTo: 'origin' | 'voucher';
      /** What comes back, price less fee, as the person was shown it before confirming. */
      readonly expected?: Money | undefined;
    };

/** A refund (or cancellation) asked for at this door, from the ledger. */
export interface Refund {
  readonly id: RefundId;
  readonly accountId: AccountId;
  readonly target: RefundTarget;
  readonly orderNumber: string;
  readonly guest: string;
  /** Sum that is to go back; zero when an unpaid order is cancelled. */
  readonly amount: Money;
  readonly createdAtMs: EpochMs;
  readonly by: string;
  readonly queueState: QueueState;
  readonly requests: readonly RefundRequestId[];
  readonly attempts: readonly Attempt[];
  readonly nextAttemptMs: EpochMs | null;
}

/** An order of the platform that may be a sale in doubt, and what of it fits. */
export interface ReconcileCandidate {
  readonly order: Order;
  readonly sameTotal: boolean;
  /** Null while the order's items are not known. */
  readonly sameItems: boolean | null;
}

/** An act of the queue, whatever it does. A sale that needs a person comes with the orders that it may be. */
export type QueueEntry =
  | {
      readonly kind: 'sale';
      readonly sale: Sale;
      readonly candidates?: readonly ReconcileCandidate[] | undefined;
    }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'deed'; readonly deed: Deed };

/** What this door sells: filled in by hand or imported from a calendar. */
export interface CatalogueItem {
  readonly id: CatalogueItemId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly type: ItemType;
  /** Null when the amount is typed by hand at each sale. */
  readonly unitPrice: Money | null;
  readonly currency: string;
  readonly calendarId: number | null;
  readonly ticketTypeId: number | null;
  readonly date: string | null;
  readonly ref?: ItemRef | undefined;
  /** Order on the Sell screen, ascending. */
  readonly position: number;
  /** Where it came from, so that a second import does not double it. */
  readonly importKey: string | null;
}

/** One line of a calendar that may be imported; its price must be confirmed by a person (trap T-6). */
export interface CatalogueCandidate {
  readonly importKey: string;
  readonly eventName: string;
  readonly eventStart: IsoTime;
  readonly eventStartMs: EpochMs;
  /** The event's zone. */
  readonly zone: string;
  readonly ticketTypeName: string;
  /** The platform's number as it stands in the document. */
  readonly rawPrice: number;
  /** The same number read as whole units of the currency. */
  readonly asMajor: Money;
  /** The same number read as minor units; null where the system says that it is whole units. */
  readonly asMinor: Money | null;
  readonly available: boolean;
  /** EventCalendar id where the system tells it (only the sandbox does, trap T-7). */
  readonly calendarId: number | null;
  readonly ref?: ItemRef | undefined;
  readonly alreadyImported: boolean;
}

/** What can be done with an order beside refunding it. */
export const orderActs = ['complete', 'markPaid', 'mail', 'invite', 'cancelItems'] as const;

export type OrderAct = (typeof orderActs)[number];

/** Acts on an order that are deeds of their own; cancelling items is a refund. */
export const deedActs = ['complete', 'markPaid', 'mail', 'invite'] as const satisfies readonly OrderAct[];

export type DeedAct = (typeof deedActs)[number];

/** What was done here with an order that exists, from the ledger: written down before anything leaves the laptop. */
export interface Deed {
  readonly id: DeedId;
  readonly accountId: AccountId;
  readonly act: DeedAct;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly guest: string;
  /** Money that was taken at this till (`markPaid`); null for all others. */
  readonly amount: Money | null;
  /** Where the tickets go, when that is not the customer's own address. */
  readonly email: string | null;
  readonly createdAtMs: EpochMs;
  readonly by: string;
  readonly queueState: QueueState;
  readonly attempts: readonly Attempt[];
  readonly nextAttemptMs: EpochMs | null;
}

/** A way to pay for a ticket that exists already (O2). */
export interface PaymentOption {
  readonly code: string;
  readonly title: string;
  readonly note: string;
  readonly amount: Money;
  readonly paymentMode: string;
}

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
