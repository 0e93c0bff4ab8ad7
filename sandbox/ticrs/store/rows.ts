/** Rows as SQLite gives them. Money is integer minor units, `_ms` is epoch ms. */

export interface OrderRow {
  id: number;
  organizer_id: number;
  number: string;
  signature: string;
  public_token: string;
  created_ms: number;
  status_id: number;
  total_minor: number;
  currency: string;
  customer_id: number | null;
  success_url: string | null;
  fail_url: string | null;
  language: string;
  origin: 'seed' | 'api';
  closed: 'expired' | 'cancelled' | 'refunded' | null;
  /** Who asked for it over the API. */
  user_agent: string | null;
}

export interface ItemRow {
  id: number;
  order_id: number;
  type: string;
  name: string | null;
  amount_minor: number;
  quantity: number;
  event_id: number | null;
  ticket_id: number | null;
  event_date: string | null;
  service_date: string | null;
  delivery_date: string | null;
}

export interface TransactionRow {
  id: number;
  organizer_id: number;
  order_id: number;
  signature: string;
  status: 'approved' | 'failed';
  amount_minor: number;
  currency: string;
  created_ms: number;
}

export interface RefundRow {
  id: number;
  organizer_id: number;
  signature: string;
  transaction_id: number;
  status: 'pending' | 'completed' | 'failed';
  approval: 'pending' | 'approved' | 'rejected';
  refund_signature: string | null;
  ip: string | null;
  user_agent: string | null;
  request_url: string | null;
  created_ms: number;
  approved_ms: number | null;
  rejected_ms: number | null;
  reason: string | null;
}
