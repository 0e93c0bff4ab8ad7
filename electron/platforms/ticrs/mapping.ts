import type { z } from 'zod';
import type {
  Order,
  OrderItem,
  OrderStatus,
  Payment,
  RefundRequest,
  RefundState,
} from '../../../shared/domain/orders.ts';
import type { Statistics, StatisticsSlice } from '../../../shared/domain/sync.ts';
import type { Contact, TicketRow } from '../../../shared/domain/tickets.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type EventId,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundRequestId,
} from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyOf } from '../money-of.ts';
import type { OrderDetailAnswer, PlatformEvent } from '../platform.ts';
import {
  detailItem,
  detailTransaction,
  type order,
  type orderDetail,
  type organizerEvent,
  type refund,
  type statistics,
  type ticket,
  type transaction,
} from './schemas.ts';
import { ticketIdentity } from './ticket-key.ts';

function epoch(iso: string): EpochMs {
  return as<EpochMs>(Date.parse(iso));
}

function orNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text;
}

function contactOf(customer: { name: string | null; email: string | null; phone: string | null }): Contact {
  return {
    name: customer.name?.trim() ?? '',
    email: customer.email?.trim() ?? '',
    phone: customer.phone?.trim() ?? '',
  };
}

/** T6: a ticket row, with its identity (T-9) and an unknown country as null (T-16). */
export function toTicketRow(raw: z.infer<typeof ticket>): TicketRow {
  const price = moneyOf(raw.price_paid.amount, raw.price_paid.currency.code, 'price_paid.amount');
  const holder = contactOf(raw.customer);
  const purchasedAtMs = epoch(raw.purchase_date);
  const eventDateMs = epoch(raw.event.date);
  const promoCode = orNull(raw.promocode);
  const eventId = as<EventId>(raw.event.uuid);
  return {
    identity: ticketIdentity({
      ...{ purchasedAtMs, eventId, eventDateMs, promoCode },
      ...{ email: holder.email, phone: holder.phone, minor: price.minor, currency: price.currency },
    }),
    eventId,
    eventName: raw.event.name,
    eventDate: as<IsoTime>(raw.event.date),
    eventDateMs,
    // Its times carry the offset, and no zone by name.
    zone: null,
    holder,
    price,
    promoCode,
    purchasedAt: as<IsoTime>(raw.purchase_date),
    purchasedAtMs,
    orderNumber: null,
    language: orNull(raw.info?.interface_language),
    country: orNull(raw.info?.country_code)?.toUpperCase() ?? null,
    entry: null,
  };
}

/** T5. */
export function toEvent(raw: z.infer<typeof organizerEvent>): PlatformEvent {
  return {
    id: as<EventId>(raw.uuid),
    name: raw.name,
    place: orNull(raw.place?.name),
    city: orNull(raw.city?.name),
    currency: orNull(raw.currency?.code)?.toUpperCase() ?? null,
    zone: null,
  };
}

const statusById: ReadonlyMap<number, OrderStatus> = new Map([
  [1, 'awaiting_payment'],
  [2, 'paid'],
  [3, 'in_fulfilment'],
  [4, 'in_fulfilment'],
  [5, 'completed'],
  [6, 'draft'],
  [7, 'cancelled'],
]);

/** Unified order status by id, never by the localised name (T-11). An id that is new to us counts as a draft: neither payable nor paid. */
export function orderStatusOf(statusId: number): OrderStatus {
  return statusById.get(statusId) ?? 'draft';
}

/** The ids by which T7 is asked for a unified status; none where no order of tic.rs ever has it. */
export function statusIdsOf(status: OrderStatus): readonly number[] {
  return [...statusById].filter(([, unified]) => unified === status).map(([id]) => id);
}

/** T7: an order of a list; who bought what is not in it (T-18). */
export function toOrder(raw: z.infer<typeof order>, accountId: AccountId): Order {
  const { amount_total: amount, ...common } = raw;
  return orderOf(common, moneyOf(amount, raw.currency, 'amount_total'), accountId);
}

function orderOf(raw: Omit<z.infer<typeof order>, 'amount_total'>, total: Money, accountId: AccountId): Order {
  return {
    accountId,
    id: as<OrderId>(raw.signature),
    number: raw.number,
    publicToken: raw.public_token,
    status: orderStatusOf(raw.status_id),
    platformStatus: { id: String(raw.status_id), name: raw.status },
    total,
    createdAt: as<IsoTime>(raw.created_at),
    createdAtMs: epoch(raw.created_at),
    contact: null,
    items: null,
    paymentLink: null,
  };
}

/**
 * T9: an order's detail. Its items and transactions are documented nowhere, so items that do not read as ours are null (not told) and
 * such transactions are left out: T10 has them all.
 */
export function toOrderDetail(raw: z.infer<typeof orderDetail>, accountId: AccountId): OrderDetailAnswer {
  const order: Order = {
    ...orderOf(raw, moneyOf(raw.total, raw.currency, 'total'), accountId),
    items: itemsOf(raw.items ?? null, raw.currency),
    paymentLink: orNull(raw.payment_url),
  };
  const payments = (raw.transactions ?? []).flatMap((element) => {
    const parsed = detailTransaction.safeParse(element);
    if (!parsed.success) return [];
    const createdAt = parsed.data.created_at ?? raw.created_at;
    const { signature, number } = raw;
    const currency = parsed.data.currency ?? raw.currency;
    return [toPayment({ ...parsed.data, currency, created_at: createdAt, order: { signature, number } }, accountId)];
  });
  return { order, payments };
}

function itemsOf(elements: readonly unknown[] | null, currency: string): readonly OrderItem[] | null {
  if (elements === null) return null;
  const items: OrderItem[] = [];
  for (const element of elements) {
    const parsed = detailItem.safeParse(element);
    if (!parsed.success) return null;
    const raw = parsed.data;
    items.push({
      type: raw.type,
      name: raw.name ?? '',
      unitPrice: moneyOf(raw.amount, currency, 'items.amount'),
      quantity: raw.quantity,
      calendarId: raw.event_id ?? null,
      ticketTypeId: raw.ticket_id ?? null,
      date: raw.event_date ?? raw.service_date ?? raw.delivery_date ?? null,
    });
  }
  return items;
}

/** T10: money that moved or tried to; negative for refunds. */
export function toPayment(raw: z.infer<typeof transaction>, accountId: AccountId): Payment {
  return {
    accountId,
    id: as<PaymentId>(raw.signature),
    orderId: as<OrderId>(raw.order.signature),
    orderNumber: raw.order.number,
    status: raw.status,
    amount: moneyOf(raw.amount, raw.currency, 'amount'),
    createdAt: as<IsoTime>(raw.created_at),
    createdAtMs: epoch(raw.created_at),
  };
}

/** One way out of two status fields (T-23): a rejection has no processing status of its own. Values new to us leave it as requested. */
export function refundStateOf(status: string, approval: string): RefundState {
  if (status === 'completed') return 'completed';
  if (approval === 'rejected') return 'rejected';
  if (status === 'failed') return 'failed';
  return approval === 'approved' ? 'approved' : 'requested';
}

/** T13, T14: a refund request. Neither amount nor order is in it; they are found through the payment (T-23). */
export function toRefundRequest(raw: z.infer<typeof refund>, accountId: AccountId): RefundRequest {
  const decidedAt = raw.platform_rejected_at ?? raw.platform_approved_at ?? null;
  const refundPayment = orNull(raw.refund_payment_signature);
  return {
    accountId,
    id: as<RefundRequestId>(raw.signature),
    paymentId: as<PaymentId>(raw.payment_signature),
    orderId: null,
    orderNumber: null,
    amount: null,
    state: refundStateOf(raw.status, raw.platform_approval_status),
    rejectionReason: orNull(raw.platform_rejection_reason),
    createdAt: as<IsoTime>(raw.created_at),
    createdAtMs: epoch(raw.created_at),
    decidedAt: decidedAt === null ? null : as<IsoTime>(decidedAt),
    refundPaymentId: refundPayment === null ? null : as<PaymentId>(refundPayment),
  };
}

interface RawSlice {
  readonly views: number;
  readonly clicks?: number | undefined;
  readonly clicks_buy?: number | undefined;
  readonly orders: number;
  readonly order_sum: number;
}

function sliceOf(raw: RawSlice): StatisticsSlice {
  return { views: raw.views, clicks: raw.clicks_buy ?? raw.clicks ?? 0, orders: raw.orders, orderSum: raw.order_sum };
}

/** T4. The document names no currency, so sums stay plain numbers. */
export function toStatistics(
  raw: z.infer<typeof statistics>,
  span: { readonly accountId: AccountId; readonly from: string; readonly to: string; readonly fetchedAt: EpochMs },
): Omit<Statistics, 'stale' | 'askAgainAt'> {
  return {
    ...span,
    ...sliceOf(raw),
    uniqueEvents: raw.unique_events,
    byDay: raw.daily_breakdown.map((day) => ({ ...sliceOf(day), date: day.date })),
    byEvent: raw.event_breakdown.map((event) => ({
      ...sliceOf(event),
      eventId: event.event_signature,
      eventName: event.event_name,
    })),
  };
}
