import type { z } from 'zod';
import type { Order, OrderStatus, Payment, PaymentOption } from '../../../shared/domain/orders.ts';
import { type AccountId, as, type OrderId, type PaymentId } from '../../../shared/ids.ts';
import { type Money, majorText } from '../../../shared/money.ts';
import { moneyOf } from '../money-of.ts';
import { localTime } from './local-time.ts';
import type { paymentOptions, transaction } from './schemas.ts';

export type Txn = z.infer<typeof transaction>;

/** Only `finished` is documented; the others are assumed (platform-spec 6.3) and can be told anew in the account's settings. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['created', 'awaiting_payment'],
  ['pending', 'awaiting_payment'],
  // The bank has said yes and the money has not moved: nobody is let in on it (trap O-10).
  ['authorized', 'awaiting_payment'],
  ['finished', 'paid'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['timeout', 'cancelled'],
  ['reversed', 'cancelled'],
  ['refunded', 'refunded'],
]);

/**
 * What O2 is asked with. A transferred ticket is not sold at its template's price: what it was transferred for goes along in metas
 * (`transfer_price_huf`, `transfer_price_eur`), without which there is no way to pay for it.
 */
export function optionsBody(ticketId: number, template: object, transfer: readonly Money[] | null): object {
  if (transfer === null) return { ticket_id: ticketId, ticket_status: 'registered', template };
  const metas = transfer.map((price) => ({
    keyword: `transfer_price_${price.currency.toLowerCase()}`,
    value: majorText(price),
  }));
  return { ticket_id: ticketId, ticket_status: 'transferred', template, metas };
}

/** Own words for statuses, from the account's settings. */
export type StatusWords = ReadonlyMap<string, OrderStatus>;

const noWords: StatusWords = new Map();

/** How statuses are compared: the providers write them in capitals (trap O-8). */
export function statusWord(status: string): string {
  return status.trim().toLowerCase();
}

/** Unified status of a transaction. A word that is new to us counts as a draft: neither payable nor paid. */
export function orderStatusOf(status: string, words: StatusWords = noWords): OrderStatus {
  const word = statusWord(status);
  return words.get(word) ?? statuses.get(word) ?? 'draft';
}

/**
 * The payment's status of a transaction: `approved` once it is finished and never before (O-10), `failed` once it will never be, else the
 * platform's own word.
 */
export function paymentStatusOf(status: string, words: StatusWords = noWords): Payment['status'] {
  switch (orderStatusOf(status, words)) {
    case 'paid':
    case 'completed':
      return 'approved';
    case 'failed':
    case 'cancelled':
      return 'failed';
    default:
      return statusWord(status);
  }
}

/** `TR1234`, as the payment providers call it (O7). */
export function transactionNumber(id: number): string {
  return `TR${id}`;
}

/** A transaction as an order: here a ticket is paid, and not an order. Whose it is and what it is for is not told. */
export function toOrder(raw: Txn, accountId: AccountId, words: StatusWords = noWords): Order {
  const { iso, ms } = localTime(raw.created_at, 'created_at');
  const document = raw.document_no?.trim() ?? '';
  return {
    accountId,
    id: as<OrderId>(String(raw.id)),
    number: transactionNumber(raw.id),
    // So that a search by the ticket's number finds it, also with the cable out.
    publicToken: raw.id_ticket == null ? '' : String(raw.id_ticket),
    status: orderStatusOf(raw.status, words),
    platformStatus: { id: statusWord(raw.status), name: raw.status },
    total: moneyOf(raw.debit, raw.currency, 'debit'),
    createdAt: iso,
    createdAtMs: ms,
    contact: null,
    items: null,
    paymentLink: null,
    ...(document === '' ? {} : { documentNumber: document }),
  };
}

/** The one payment of a transaction. */
export function toPayment(raw: Txn, accountId: AccountId, words: StatusWords = noWords): Payment {
  const { iso, ms } = localTime(raw.created_at, 'created_at');
  return {
    accountId,
    id: as<PaymentId>(String(raw.id)),
    orderId: as<OrderId>(String(raw.id)),
    orderNumber: transactionNumber(raw.id),
    status: paymentStatusOf(raw.status, words),
    amount: moneyOf(raw.debit, raw.currency, 'debit'),
    createdAt: iso,
    createdAtMs: ms,
  };
}

/** O2. */
export function toPaymentOption(raw: z.infer<typeof paymentOptions>['payment_options'][number]): PaymentOption {
  return {
    code: raw.code,
    title: raw.title?.trim() || raw.code,
    note: raw.note?.trim() ?? '',
    amount: moneyOf(raw.amount, raw.currency, 'payment_options.amount'),
    paymentMode: raw.payment_mode?.trim() ?? '',
  };
}
