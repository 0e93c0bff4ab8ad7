import type { AccountId, DeedId, EpochMs, OrderId, PaymentId, RefundId, RefundRequestId, SaleId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Order, OrderAct, OrderItem } from './orders.ts';
import type { Contact } from './tickets.ts';

/** How the guest pays: through a link on their phone, in cash at this till, or at this till's card terminal. */
export type Tender = 'link' | 'cash' | 'terminal';

export const tenders = ['link', 'cash', 'terminal'] as const satisfies readonly Tender[];

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
