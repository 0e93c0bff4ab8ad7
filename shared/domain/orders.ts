import type { AccountId, EpochMs, IsoTime, OrderId, PaymentId, RefundRequestId } from '../ids.ts';
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
  /** Where a mail went, where the system tells it. */
  readonly email?: string | undefined;
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

/** What can be done with an order beside refunding it. */
export const orderActs = ['complete', 'markPaid', 'mail', 'invite', 'cancelItems'] as const;

export type OrderAct = (typeof orderActs)[number];

/** A way to pay for a ticket that exists already (O2). */
export interface PaymentOption {
  readonly code: string;
  readonly title: string;
  readonly note: string;
  readonly amount: Money;
  readonly paymentMode: string;
}
