import { z } from 'zod';

/*
 * What tic.rs answers, as far as Willcall uses it (platform-spec 1.4). Unknown extra fields are fine everywhere; a missing or wrong one of
 * these is an error that names it. Fields that nothing here reads (utm, device, categories, links and their labels: T-3, T-27) are left
 * out, so that a change in them loses no ticket.
 */

const text = z.string();
/** Opaque and case-sensitive (T-17). */
const id = z.string().min(1);
const count = z.int().nonnegative();
const amount = z.number();
const currency = z.string().regex(/^[A-Za-z]{3}$/, 'expected a currency code');
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/, 'expected an ISO time with an offset')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'expected a time that exists');
const named = z.object({ name: text.nullish() }).nullish();

/** Pages of shape A (organizer, mediapartner). */
export const resourcePage = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ current_page: count, last_page: count, total: count }),
});

/** Pages of shape B (payment). */
export const flatPage = z.object({
  data: z.array(z.unknown()),
  total: count,
  current_page: count,
  per_page: z.int().positive(),
});

/** T1, and T2 refresh. Assumed, since no answer is documented (T-19). */
export const session = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });

/** T2 me. */
export const me = z.object({ name: text.nullish(), email: text.nullish() });

/** T3. */
export const mediaPartnerEvent = z.object({
  uuid: id,
  name: text,
  calendar: z.array(
    z.object({
      /** Only the sandbox tells it (T-7). */
      id: z.int().positive().optional(),
      date_start: time,
      date_end: time,
      is_available: z.boolean(),
      tickets: z.array(z.object({ name: text, price: amount, currency_code: currency, is_available: z.boolean() })),
    }),
  ),
});

const clicks = { clicks: count.optional(), clicks_buy: count.optional() };
const slice = z.object({ views: count, ...clicks, orders: count, order_sum: amount });

/** T4, bare or wrapped, with either name for clicks (T-21). */
export const statistics = slice.extend({
  unique_events: count,
  daily_breakdown: z.array(slice.extend({ date: text })),
  event_breakdown: z.array(slice.extend({ event_signature: text, event_name: text })),
});

/** T5. */
export const organizerEvent = z.object({
  uuid: id,
  name: text,
  city: named,
  place: named,
  currency: z.object({ code: currency.nullish() }).nullish(),
});

/** T6. Nulls in the customer are let through: a guest without a phone is still a guest. */
export const ticket = z.object({
  purchase_date: time,
  event: z.object({ uuid: id, name: text, date: time }),
  customer: z.object({ name: text.nullable(), email: text.nullable(), phone: text.nullable() }),
  promocode: text.nullable(),
  price_paid: z.object({ amount, currency: z.object({ code: currency }) }),
  info: z.object({ interface_language: text.nullish(), country_code: text.nullish() }).nullish(),
});

/** T7. */
export const order = z.object({
  number: text,
  signature: id,
  created_at: time,
  status_id: z.int(),
  status: text,
  amount_total: amount,
  currency,
  public_token: text,
});

/** T8's answer. */
export const createdOrder = z.object({
  number: text,
  signature: id,
  public_token: text,
  payment_url: z.string().min(1),
});

/** T9; the elements of `items` and `transactions` are documented nowhere (T-18). */
export const orderDetail = order.omit({ amount_total: true }).extend({
  total: amount,
  items: z.array(z.unknown()).nullish(),
  transactions: z.array(z.unknown()).nullish(),
  payment_url: text.nullish(),
});

/** An item of T9, by our reading. */
export const detailItem = z.object({
  type: text,
  name: text.nullish(),
  amount,
  quantity: z.int(),
  event_id: z.int().nullish(),
  ticket_id: z.int().nullish(),
  event_date: text.nullish(),
  service_date: text.nullish(),
  delivery_date: text.nullish(),
});

/** A transaction of T9, by our reading: what its order says is not repeated. */
export const detailTransaction = z.object({
  signature: id,
  status: text,
  amount,
  currency: currency.nullish(),
  created_at: time.nullish(),
});

/** T10. */
export const transaction = z.object({
  signature: id,
  status: text,
  amount,
  currency,
  created_at: time,
  order: z.object({ signature: id, number: text }),
});

/** T11's answer. */
export const refundedPayment = z.object({ success: z.literal(true), data: z.object({ signature: id }) });

/** T12's answer. */
export const refundedOrder = z.object({ success: z.literal(true), data: z.object({ signatures: z.array(id) }) });

/** T14, and T13 with its times and reason. */
export const refund = z.object({
  signature: id,
  status: text,
  platform_approval_status: text,
  payment_signature: id,
  refund_payment_signature: text.nullish(),
  created_at: time,
  platform_approved_at: time.nullish(),
  platform_rejected_at: time.nullish(),
  platform_rejection_reason: text.nullish(),
});

/** T15. */
export const orderStatuses = z.object({ data: z.array(z.object({ id: z.int(), name: text })) });

/** T16. */
export const transactionStatuses = z.object({ data: z.array(z.object({ code: text, name: text })) });
