import { z } from 'zod';

/*
 * What vivenu answers, as far as Willcall uses it (platform-spec 2.2–2.6). Only what cannot be done without is required: live data leaves out
 * or nulls everything else. Statuses are open words (trap V-3). Fields that nothing here reads are left out, so that a change in them loses
 * no row.
 */

const text = z.string();
const id = z.string().min(1);
const count = z.int().nonnegative();
const amount = z.number();
const maybe = text.nullish();
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/, 'expected an ISO time with an offset')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'expected a time that exists');
/** Three letters of ISO 4217; EUR where it is not said (platform-spec 2.1). */
const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'expected a currency code')
  .nullish()
  .transform((code) => (code ?? 'EUR').toUpperCase());

/** Lists of transactions, refunds and sales channels (trap V-5). */
export const docsPage = z.object({ docs: z.array(z.unknown()), total: count });
/** Lists of tickets and events (trap V-5). */
export const rowsPage = z.object({ rows: z.array(z.unknown()), total: count });

/** POST /api/users/login and /refresh. */
export const session = z.object({ token: z.string().min(1) });

/** V31. */
export const keyInfo = z.object({ name: maybe });

const fee = z.object({ amount: z.number().nullish(), total: amount.nullish() });

/** An item that can be cancelled by itself (V3); its id is that of the cart item (trap V-9). */
export const cancellable = z.object({
  cartItemId: id,
  type: text,
  name: maybe,
  price: amount,
  cancellationFee: fee.nullish(),
  refundId: maybe,
  cancelledAt: maybe,
});

/** V3. */
export const cancellation = z.object({ cancellableItems: z.array(cancellable) });

/** Where a ticket sits, on the ticket and on the cart's item. */
const seatingInfo = z
  .object({
    _type: z.number().nullish(),
    name: maybe,
    sectionName: maybe,
    groupName: maybe,
    rowName: maybe,
    seatName: maybe,
    gate: maybe,
  })
  .nullish();

const cartTicket = z.object({
  _id: maybe,
  name: maybe,
  amount: z.int().positive(),
  price: amount,
  ticketTypeId: maybe,
  seatingInfo,
});
const cartProduct = z.object({ _id: maybe, name: maybe, amount: z.int().positive(), price: amount });
const additional = z.object({ type: text, name: maybe, price: amount });

const happened = z.object({ date: time, risk: maybe });
/** Each type of moment has its own; no moment is lost for what cannot be read of it. */
const momentData = z
  .object({ email: z.string().nullish().catch(null) })
  .nullish()
  .catch(null);

/** V1 and the rows of V9 (trap V-1: the document lost `email`). */
export const transaction = z.object({
  _id: id,
  eventId: id,
  secret: text,
  status: text,
  realPrice: amount,
  currency,
  paymentStatus: maybe,
  createdAt: time,
  name: maybe,
  prename: maybe,
  lastname: maybe,
  company: maybe,
  email: maybe,
  phone: maybe,
  tickets: z.array(cartTicket).nullish(),
  products: z.array(cartProduct).nullish(),
  additionalItems: z.array(additional).nullish(),
  cancellationInfo: z.object({ cancellableItems: z.array(cancellable).nullish() }).nullish(),
  paymentInfo: z.object({ refundId: maybe }).nullish(),
  posInfo: z.object({ billingNo: maybe }).nullish(),
  history: z.array(happened.extend({ title: maybe })).nullish(),
  historyEntries: z.array(happened.extend({ type: text, data: momentData })).nullish(),
});

/** V11 and the rows of V23. */
export const ticket = z.object({
  _id: id,
  eventId: id,
  ticketName: text,
  status: text,
  barcode: z.string().min(1),
  secret: maybe,
  createdAt: time,
  realPrice: amount.nullish(),
  currency,
  transactionId: maybe,
  name: maybe,
  firstname: maybe,
  lastname: maybe,
  company: maybe,
  email: maybe,
  country: maybe,
  categoryName: maybe,
  seat: maybe,
  slotStartTime: maybe,
  expired: z.boolean().nullish(),
  expiresAt: maybe,
  seatingInfo,
});

const ticketType = z.object({
  _id: id,
  name: text,
  price: amount,
  active: z.boolean().nullish(),
  posActive: z.boolean().nullish(),
  scanSettings: z.object({ allowedScanCount: z.number().nullish() }).nullish(),
});

/** V21 and the rows of V20; rows may come without their ticket types. */
export const event = z.object({
  _id: id,
  name: text,
  start: time,
  end: time,
  locationName: maybe,
  locationCity: maybe,
  timezone: maybe,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .nullish(),
  eventType: maybe,
  tickets: z.array(ticketType).nullish(),
});

/** V26, V27, V28. */
export const checkout = z.object({
  _id: id,
  secret: maybe,
  status: maybe,
  realPrice: amount,
  currency,
  transactionId: maybe,
});

/** V29. */
export const customer = z.object({ _id: id });

/** V32. */
export const salesChannel = z.object({ _id: id, type: maybe, status: maybe, active: z.boolean().nullish() });

/** GET /api/payments/refunds [public]. */
export const refund = z.object({
  _id: id,
  transactionId: maybe,
  amount: amount.nullish(),
  currency,
  createdAt: time,
});

/** VS1. */
export const scan = z.object({
  access: text,
  ticket: z.object({ barcode: maybe, name: maybe, status: maybe, ticketName: maybe, eventId: maybe }).nullish(),
});

/** VS7: a scan as the scan service keeps it. */
export const portierScan = z.object({
  _id: maybe,
  barcode: z.string().min(1),
  ticketTypeId: maybe,
  type: text,
  scanResult: text,
  time,
  createdAt: maybe,
  deviceId: maybe,
});

/** VS8: a door. */
export const accessUser = z.object({ _id: id, name: maybe });
