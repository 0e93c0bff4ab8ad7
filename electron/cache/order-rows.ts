import type { Order, OrderItem, OrderStatus } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import { codeOf, foldForIndex, phoneOf, plain } from '../../shared/fold.ts';
import type { EpochMs, IsoTime, OrderId } from '../../shared/ids.ts';
import type { AccountNumbers } from './accounts.ts';

/** A row of table `orders`, without what only the indexes need. */
export interface StoredOrder {
  readonly no: number;
  readonly account_no: number;
  readonly id: OrderId;
  readonly number: string;
  readonly public_token: string;
  readonly status: OrderStatus;
  readonly platform_status_id: string;
  readonly platform_status_name: string;
  readonly total_minor: number;
  readonly currency: string;
  readonly created_at: IsoTime;
  readonly created_ms: EpochMs;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly contact_phone: string | null;
  readonly claimed: number;
  /** JSON of the items; null while the detail is not known. */
  readonly items: string | null;
  readonly payment_link: string | null;
  readonly document_number: string | null;
}

/** Columns of a StoredOrder, of a table called `o`. */
export const orderColumns = `o.no, o.account_no, o.id, o.number, o.public_token, o.status, o.platform_status_id, o.platform_status_name,
  o.total_minor, o.currency, o.created_at, o.created_ms, o.contact_name, o.contact_email, o.contact_phone, o.claimed, o.items, o.payment_link,
  o.document_number`;

/** The contact of a stored order; null while none is known. */
export function contactOf(row: StoredOrder): Contact | null {
  if (row.contact_name === null) return null;
  return { name: row.contact_name, email: row.contact_email ?? '', phone: row.contact_phone ?? '' };
}

/** The domain's order of a stored row. */
export function orderOf(row: StoredOrder, accounts: AccountNumbers): Order {
  return {
    accountId: accounts.idOf(row.account_no),
    id: row.id,
    number: row.number,
    publicToken: row.public_token,
    status: row.status,
    platformStatus: { id: row.platform_status_id, name: row.platform_status_name },
    total: { minor: row.total_minor, currency: row.currency },
    createdAt: row.created_at,
    createdAtMs: row.created_ms,
    contact: contactOf(row),
    // Written by this file's `orderValues` only.
    items: row.items === null ? null : (JSON.parse(row.items) as readonly OrderItem[]),
    paymentLink: row.payment_link,
    ...(row.document_number === null ? {} : { documentNumber: row.document_number }),
  };
}

/** The order as it will stand: what the new row does not tell is kept from the old one. */
export function mergedOrder(order: Order, old: Order | null): Order {
  const { documentNumber = old?.documentNumber, ...told } = order;
  return {
    ...told,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    contact: order.contact ?? old?.contact ?? null,
    items: order.items ?? old?.items ?? null,
    paymentLink: order.paymentLink ?? old?.paymentLink ?? null,
  };
}

/** Values of an order's columns by name, the folded ones included. */
export function orderValues(order: Order, accountNo: number, claimed: boolean): Record<string, string | number | null> {
  const { contact } = order;
  return {
    account_no: accountNo,
    id: order.id,
    number: order.number,
    public_token: order.publicToken,
    status: order.status,
    platform_status_id: order.platformStatus.id,
    platform_status_name: order.platformStatus.name,
    total_minor: order.total.minor,
    currency: order.total.currency,
    created_at: order.createdAt,
    created_ms: order.createdAtMs,
    contact_name: contact?.name ?? null,
    contact_email: contact?.email ?? null,
    contact_phone: contact?.phone ?? null,
    claimed: claimed ? 1 : 0,
    items: order.items === null ? null : JSON.stringify(order.items),
    payment_link: order.paymentLink,
    document_number: order.documentNumber ?? null,
    words: foldForIndex(contact?.name ?? ''),
    number_key: codeOf(order.number),
    token_key: codeOf(order.publicToken),
    email_key: plain(contact?.email ?? ''),
    phone_key: phoneOf(contact?.phone ?? ''),
  };
}
