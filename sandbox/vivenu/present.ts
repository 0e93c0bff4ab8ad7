import type { Ticket, Transaction } from './model.ts';

/** Key order of the documents' samples; `email`, `phone` and the last ones are what the page lost or live data adds (V-1). */
const TRANSACTION_KEYS =
  '_id sellerId customerId eventId company name prename lastname email phone street line2 city state country postal deliveryAddress tickets products additionalItems currency regularPrice realPrice paymentCharge innerCharge outerCharge innerFeeComponents outerFeeComponents cancellationFee cancellationInfo taxRate createdAt updatedAt status psp paymentMethod paymentInfo paymentStatus origin userId posId posInfo history historyEntries ticketMailSend orderMailSend extraFields channel underShop userAgent ipLookup locationCenter secret vouchers redeemedVouchers appliedCoupons appliedDiscountGroups posDiscounts preferredLanguage cancellationReason appliedDiscountInfo invoiceVersion seatingReservationToken salesChannelId checkoutId'.split(
    ' ',
  );

/** Given as null where unset; every other unset key is left out. Both occur in live data (platform-spec 2.2). */
const TRANSACTION_NULLS = new Set(
  'customerId company prename lastname email phone line2 state deliveryAddress innerFeeComponents outerFeeComponents paymentInfo psp underShop posId'.split(
    ' ',
  ),
);

const TICKET_KEYS =
  '_id sellerId company email name firstname lastname street line2 city postal state country eventId rootEventId transactionId posId underShopId categoryRef categoryName ticketTypeId slotId cartItemId triggeredBy ticketName currency regularPrice realPrice completed createdAt updatedAt expiresAt status secret barcode seat seatingInfo type origin extraFields meta batch batchCounter deliveryType readyForDelivery customMessage priceCategoryId entryPermissions customerId history personalized excludedEventIds originTicketId fulfillmentTypeId __v checkoutId checkoutItemId salesChannelId claimed expired'.split(
    ' ',
  );

const TICKET_NULLS = new Set(
  'company underShopId slotId seat seatingInfo priceCategoryId customMessage expiresAt'.split(' '),
);

const TICKET_LISTS = { triggeredBy: [], entryPermissions: [], excludedEventIds: [] };

function inOrder(doc: object, keys: readonly string[], nulls: ReadonlySet<string>): Record<string, unknown> {
  const given = doc as Record<string, unknown>;
  const out: Record<string, unknown> = {};
  for (const key of keys) {
    if (given[key] !== undefined) out[key] = given[key];
    else if (nulls.has(key)) out[key] = null;
  }
  return out;
}

/** A transaction as it goes over the wire. */
export function presentTransaction(doc: Transaction): Record<string, unknown> {
  return inOrder(doc, TRANSACTION_KEYS, TRANSACTION_NULLS);
}

/** A ticket as it goes over the wire: tickets of a POS lack the customer's fields instead of giving them as null. */
export function presentTicket(doc: Ticket): Record<string, unknown> {
  const shown = inOrder({ ...TICKET_LISTS, ...doc }, TICKET_KEYS, TICKET_NULLS);
  if (doc.origin === 'pos') delete shown['company'];
  return shown;
}
