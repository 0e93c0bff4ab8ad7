import { z } from 'zod';
import { type BillingField, itemTypes } from '../domain/orders.ts';
import type {
  AccountId,
  CatalogueItemId,
  DeedId,
  DoorConflictId,
  EventId,
  OrderId,
  PaymentId,
  RefundId,
  SaleId,
  TicketKey,
} from '../ids.ts';
import { as } from '../ids.ts';

const idText = z.string().min(1).max(200);

/** Branded ids as they come over the bridge. */
export const accountId = idText.transform((text) => as<AccountId>(text));
export const ticketKey = idText.transform((text) => as<TicketKey>(text));
export const eventId = idText.transform((text) => as<EventId>(text));
export const orderId = idText.transform((text) => as<OrderId>(text));
export const paymentId = idText.transform((text) => as<PaymentId>(text));
export const saleId = idText.transform((text) => as<SaleId>(text));
export const deedId = idText.transform((text) => as<DeedId>(text));
export const refundId = idText.transform((text) => as<RefundId>(text));
export const catalogueItemId = idText.transform((text) => as<CatalogueItemId>(text));

export const doorConflictId = z
  .int()
  .positive()
  .transform((value) => as<DoorConflictId>(value));

/** `YYYY-MM-DD`. */
export const day = z.iso.date();

/** Calls that take nothing. */
export const nothing = z.undefined();

export const currency = z.string().regex(/^[A-Z]{3}$/);

export const money = z.object({ minor: z.int(), currency });

/** A price is never negative. */
export const price = z.object({ minor: z.int().min(0), currency });

export const contact = z.object({
  name: z.string().trim().max(200),
  email: z.union([z.literal(''), z.email()]),
  phone: z.string().trim().max(40),
});

const billingField = z.string().trim().max(200).optional();

/** Whom an invoice is made out to. */
const billing = z
  .strictObject({
    ...{ name: billingField, address: billingField, city: billingField },
    ...{ country: billingField, postcode: billingField, vat: billingField },
  } satisfies Record<BillingField, z.ZodType>)
  .optional();

/** The system's own ids of what an item sells. */
export const itemRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket_type'), eventId: idText, ticketTypeId: idText }),
  z.object({ kind: z.literal('ticket_payment'), ticketId: z.int().positive(), code: idText, billing }),
]);

export const orderItem = z.object({
  type: z.enum(itemTypes),
  name: z.string().trim().min(1).max(300),
  unitPrice: price,
  quantity: z.int().min(1).max(999),
  calendarId: z.int().positive().nullable(),
  ticketTypeId: z.int().positive().nullable(),
  date: day.nullable(),
  ref: itemRef.optional(),
});

/** https anywhere, http on loopback only; just the origin counts. */
export const baseUrl = z.string().refine(isAllowedBaseUrl, { error: 'insecure_url' });

/** True for an https origin, or an http one on this machine. */
export function isAllowedBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}
