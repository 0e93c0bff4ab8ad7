import type { z } from 'zod';
import type { Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import {
  type AccountId,
  as,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundRequestId,
} from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyOf } from '../money-of.ts';
import { epoch, historyOf, orderNumberOf, orNull, type RawTransaction } from './mapping.ts';
import type * as schemas from './schemas.ts';
import { moneyStateOf } from './status.ts';

/** vivenu gives a transaction's money no id of its own. */
export function paymentIdOf(orderId: string): PaymentId {
  return as<PaymentId>(`${orderId}:payment`);
}

const moneyCame = new Set(['payment.succeeded', 'payment.localReceived', 'pos.created', 'payment.local.added']);

/**
 * The money that came in for a transaction, read from its `paymentStatus`: one payment of the whole price, approved also after it went back
 * (the refund is a payment of its own), failed when it failed. Null while it is awaited, and for what costs nothing.
 */
export function incomingPayment(raw: RawTransaction, accountId: AccountId): Payment | null {
  const amount = moneyOf(raw.realPrice, raw.currency, 'realPrice');
  const money = moneyStateOf(orNull(raw.paymentStatus));
  if (amount.minor === 0 || money === 'open' || money === 'other') return null;
  const came = historyOf(raw).find((event) => moneyCame.has(event.what));
  const createdAt = money === 'failed' ? undefined : came?.at;
  return {
    accountId,
    id: paymentIdOf(raw._id),
    orderId: as<OrderId>(raw._id),
    orderNumber: orderNumberOf(raw._id),
    status: money === 'failed' ? 'failed' : 'approved',
    amount,
    createdAt: createdAt ?? as<IsoTime>(raw.createdAt),
    createdAtMs: epoch(createdAt ?? raw.createdAt),
  };
}

/** The refund of GET /payments/refunds [public] as money that went back. Null where it names no transaction or no amount. */
export function outgoingPayment(raw: z.infer<typeof schemas.refund>, accountId: AccountId): Payment | null {
  const orderId = orNull(raw.transactionId);
  if (orderId === null) return null;
  return {
    accountId,
    id: as<PaymentId>(raw._id),
    orderId: as<OrderId>(orderId),
    orderNumber: orderNumberOf(orderId),
    status: 'approved',
    amount: negative(moneyOf(raw.amount ?? 0, raw.currency, 'amount')),
    createdAt: as<IsoTime>(raw.createdAt),
    createdAtMs: epoch(raw.createdAt),
  };
}

function negative(money: Money): Money {
  return { ...money, minor: money.minor === 0 ? 0 : -Math.abs(money.minor) };
}

/** The same refund as a refund request: vivenu asks nobody, so it is completed when it is listed. */
export function toRefundRequest(raw: z.infer<typeof schemas.refund>, accountId: AccountId): RefundRequest {
  const orderId = orNull(raw.transactionId);
  return {
    accountId,
    id: as<RefundRequestId>(raw._id),
    paymentId: paymentIdOf(orderId ?? raw._id),
    orderId: orderId === null ? null : as<OrderId>(orderId),
    orderNumber: orderId === null ? null : orderNumberOf(orderId),
    amount: raw.amount == null ? null : moneyOf(Math.abs(raw.amount), raw.currency, 'amount'),
    state: 'completed',
    rejectionReason: null,
    createdAt: as<IsoTime>(raw.createdAt),
    createdAtMs: epoch(raw.createdAt),
    decidedAt: as<IsoTime>(raw.createdAt),
    refundPaymentId: as<PaymentId>(raw._id),
  };
}

/** A refund as a transaction names it. */
export interface NamedRefund {
  readonly id: string;
  /** When its items were cancelled, if they say. */
  readonly atMs: number | null;
}

/** The refunds that a transaction names, each once. */
export function refundsOf(raw: RawTransaction): readonly NamedRefund[] {
  const found = new Map<string, number | null>();
  for (const item of raw.cancellationInfo?.cancellableItems ?? []) {
    const id = orNull(item.refundId);
    if (id !== null) found.set(id, momentOf(item.cancelledAt));
  }
  const whole = orNull(raw.paymentInfo?.refundId);
  if (whole !== null && !found.has(whole)) found.set(whole, null);
  return [...found].map(([id, atMs]) => ({ id, atMs }));
}

/** The refunds that a cancellation made, from the transaction that answered it: those of its newest cancelled items. */
export function newestRefunds(raw: RawTransaction): readonly RefundRequestId[] {
  const items = raw.cancellationInfo?.cancellableItems ?? [];
  const newest = Math.max(...items.map((item) => momentOf(item.cancelledAt) ?? 0));
  const ids = items.filter((item) => momentOf(item.cancelledAt) === newest).map((item) => orNull(item.refundId));
  return [...new Set(ids.filter((id) => id !== null))].map((id) => as<RefundRequestId>(id));
}

function momentOf(iso: string | null | undefined): number | null {
  const ms = Date.parse(iso ?? '');
  return Number.isNaN(ms) ? null : ms;
}
