/** Rows of the store; times are epoch ms, money is in the currency's minor units (HUF 0 decimals, EUR 2). */

export type Currency = 'HUF' | 'EUR';
export const PROCESSORS = ['SIMPLE', 'STRIPE-INTENTS'] as const;
export type Processor = (typeof PROCESSORS)[number];

/** The document names only `finished`; the others are assumed (platform-spec 6.3). */
export const STATUSES = [
  'created',
  'pending',
  'authorized',
  'finished',
  'failed',
  'cancelled',
  'timeout',
  'reversed',
  'refunded',
] as const;
export type Status = (typeof STATUSES)[number];

export interface TicketRow {
  id: number;
  /** `registered`, `transferred`; anything else is not payable. */
  status: string;
  id_account: number;
  holder: string;
  email: string;
  language: string;
  flag: string;
  year: string;
  event: string;
  /** JSON of the template in the tickets service's list form. */
  template: string;
  /** JSON array of `{keyword, value}`. */
  metas: string;
}

export interface TransactionRow {
  id: number;
  created_ms: number;
  id_ticket: number | null;
  id_account: number | null;
  product_kind: string;
  currency: Currency;
  debit_minor: number;
  payment_mode: 'simplepay' | 'stripe';
  status: Status;
  document_type: string | null;
  document_no: string | null;
  code: string;
  /** JSON of the billing data as given. */
  billing: string;
  /** `seed`, or `api` when it was started over HTTP. */
  origin: 'seed' | 'api';
}

/** What the provider knows of a payment; one for each transaction. */
export interface PaymentRow {
  transaction_id: number;
  /** SimplePay: transactionId as text; Stripe: `pi_…`. */
  reference: string;
  /** SimplePay: the token of its page; Stripe: the client_secret. */
  secret: string;
  /** SimplePay's INIT, AUTHORIZED, …; Stripe's requires_payment_method, succeeded, … */
  status: string;
  /** SimplePay: result code of the last attempt; Stripe: why the last card was refused, or ''. */
  reason: string;
  /** Stripe: number of the test card last used, or ''. */
  card: string;
  paid_ms: number | null;
}

/** A message from a provider: an IPN or a webhook event, sent until it is answered. */
export interface DeliveryRow {
  id: number;
  transaction_id: number;
  kind: 'ipn' | 'webhook';
  /** IPN: status; webhook: event type. */
  what: string;
  body: string;
  attempts: number;
  /** When it is sent next; null: answered, or waiting for the control plane. */
  due_ms: number | null;
  answered: 0 | 1;
}
