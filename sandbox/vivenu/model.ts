/** Objects of vivenu as platform-spec 2.2 and 2.3 have them. Money is decimals in major units, times are ISO 8601 with ms. */

export type TransactionStatus = 'NEW' | 'RESERVED-BY-SYSTEM' | 'ABORTED' | 'COMPLETE' | 'CANCELED';
export type TicketStatus = 'VALID' | 'INVALID' | 'RESERVED' | 'DETAILSREQUIRED' | 'BLANK';
export type PaymentStatus =
  | 'AWAITING'
  | 'PENDING'
  | 'RECEIVED'
  | 'REFUND'
  | 'CANCELED'
  | 'FAILED'
  | 'DISPUTE'
  | 'CHARGEBACK'
  | 'POS-RECEIVED'
  | 'POS-CANCELED'
  | 'LOCAL-PENDING'
  | 'LOCAL-AWAITING'
  | 'LOCAL-RECEIVED'
  | 'EXTERNAL';

export interface FeeComponent {
  readonly _id: string;
  readonly amount: number;
  readonly value: number;
  readonly total: number;
  readonly type: 'onTicket' | 'onHardTicket' | 'onCart';
  readonly name: string | null;
  readonly exposed: boolean;
  readonly scheme: { readonly schemeId: string; readonly feeId: string };
}

/** Cannot be told from a cart item by its id: for tickets and products `cartItemId` is the cart item's `_id` (V-9). */
export interface CancellableItem {
  cartItemId: string;
  type: 'ticket' | 'product' | 'fee' | 'discount' | 'fulfillment' | 'insurance';
  name: string | null;
  /** Of the whole item: pieces times price. */
  price: number;
  taxRate?: number | undefined;
  origin?: object | undefined;
  cancellationFee?: FeeComponent | undefined;
  refundId?: string | undefined;
  cancelledAt?: string | undefined;
}

/** `_type` 6 is a seat, 7 general admission. */
export interface SeatingInfo {
  readonly _id: string;
  readonly _type: 6 | 7;
  readonly categoryId: string;
  readonly statusId: string;
  readonly name: string | null;
  readonly seatType: 'handicapped' | 'limitedView' | 'foldable' | null;
  readonly sectionName: string | null;
  readonly groupName: string | null;
  readonly rowName: string | null;
  readonly seatName: string | null;
  readonly gate: string | null;
}

export interface CartTicket {
  readonly _id: string;
  readonly type: 'ticket';
  readonly name: string | null;
  /** Pieces. */
  readonly amount: number;
  /** Per piece. */
  readonly price: number;
  readonly netPrice: number;
  readonly taxRate: number | null;
  readonly ticketTypeId: string;
  readonly categoryRef: string;
  readonly seatingInfo?: SeatingInfo | undefined;
}

export interface CartProduct {
  readonly _id: string;
  readonly type: 'product';
  readonly name: string;
  readonly amount: number;
  readonly price: number;
  readonly taxRate: number;
  readonly productVariantId: string;
  readonly isFulfillable: boolean;
}

export interface HistoryEntry {
  readonly _id: string;
  readonly date: string;
  readonly userId?: string | undefined;
  readonly data: object;
  readonly type: string;
  readonly risk: 'DANGER' | 'NEUTRAL' | 'GOOD';
}

export interface PosInfo {
  _id: string;
  sessionId: string;
  billingNo: string;
  taxId: string;
  paymentMethod: string;
  canceledAt?: string | undefined;
  /** Typed as a time in the documents, and none (V-10). */
  cancellationNo?: string | undefined;
}

/** Keys that are not set are absent here; `presentTransaction` adds those that live data gives as null. */
export interface Transaction {
  _id: string;
  sellerId: string;
  customerId?: string | undefined;
  eventId: string;
  company?: string | undefined;
  name?: string | undefined;
  prename?: string | undefined;
  lastname?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  street?: string | undefined;
  city?: string | undefined;
  country?: string | undefined;
  postal?: string | undefined;
  deliveryAddress?: object | undefined;
  tickets: CartTicket[];
  products: CartProduct[];
  additionalItems: object[];
  currency: string;
  regularPrice: number;
  realPrice: number;
  paymentCharge: number;
  innerCharge: number;
  outerCharge: number;
  innerFeeComponents?: object | undefined;
  outerFeeComponents?: object | undefined;
  cancellationFee?: FeeComponent | undefined;
  cancellationInfo?: { cancellableItems: CancellableItem[] } | undefined;
  taxRate: number;
  createdAt: string;
  updatedAt: string;
  status: TransactionStatus;
  psp?: string | undefined;
  paymentMethod?: string | undefined;
  paymentInfo?: PaymentInfo | undefined;
  paymentStatus: PaymentStatus;
  origin: string;
  userId?: string | undefined;
  posId?: string | undefined;
  posInfo?: PosInfo | undefined;
  history: object[];
  historyEntries: HistoryEntry[];
  ticketMailSend: boolean;
  orderMailSend: boolean;
  extraFields: object;
  channel?: string | undefined;
  underShop?: string | undefined;
  userAgent?: object | undefined;
  ipLookup?: object | undefined;
  locationCenter?: number[] | undefined;
  secret: string;
  vouchers?: string[] | undefined;
  redeemedVouchers?: object | undefined;
  appliedCoupons?: { _id: string; code: string }[] | undefined;
  posDiscounts?: object[] | undefined;
  preferredLanguage: string;
  cancellationReason?: string | undefined;
  appliedDiscountInfo?: object | undefined;
  invoiceVersion: string;
  seatingReservationToken?: string | undefined;
  salesChannelId?: string | undefined;
  checkoutId?: string | undefined;
}

export interface PaymentInfo {
  _id: string;
  psp: string;
  gateway: string;
  providerType: string;
  providerId: string;
  method: string;
  locale: string;
  riskLevel?: string | undefined;
  riskScore?: number | undefined;
  refundId?: string | undefined;
  collectedApplicationFee?: number | undefined;
}

export interface Ticket {
  _id: string;
  sellerId: string;
  company?: string | undefined;
  email?: string | undefined;
  name?: string | undefined;
  firstname?: string | undefined;
  lastname?: string | undefined;
  street?: string | undefined;
  city?: string | undefined;
  postal?: string | undefined;
  country?: string | undefined;
  eventId: string;
  rootEventId?: string | undefined;
  /** Transferred tickets lose it and carry `originTicketId`. */
  transactionId?: string | undefined;
  posId?: string | undefined;
  categoryRef: string;
  categoryName: string;
  ticketTypeId: string;
  cartItemId?: string | undefined;
  ticketName: string;
  currency: string;
  regularPrice: number;
  realPrice: number;
  completed: boolean;
  createdAt: string;
  updatedAt: string;
  expiresAt?: string | undefined;
  status: TicketStatus;
  secret: string;
  barcode: string;
  seat?: string | undefined;
  seatingInfo?: SeatingInfo | undefined;
  type: 'SINGLE' | 'MULTI';
  origin: string;
  extraFields: object;
  meta?: object | undefined;
  batch?: string | undefined;
  batchCounter?: number | undefined;
  deliveryType: 'HARD' | 'VIRTUAL';
  readyForDelivery: boolean;
  customMessage?: string | undefined;
  customerId?: string | undefined;
  history: { type: string; date: string; _id: string }[];
  personalized: boolean;
  originTicketId?: string | undefined;
  __v: number;
  checkoutId?: string | undefined;
  checkoutItemId?: string | undefined;
  salesChannelId?: string | undefined;
  claimed: boolean;
  expired: boolean;
}

export interface Customer {
  readonly _id: string;
  readonly sellerId: string;
  readonly number: string;
  primaryEmail: string;
  name: string;
  prename?: string | undefined;
  lastname?: string | undefined;
  company?: string | undefined;
  phone?: string | undefined;
  country?: string | undefined;
  preferredLanguage?: string | undefined;
  readonly createdAt: string;
  updatedAt: string;
}

/** Decimal major units of whole cents (V-15). */
export const major = (cents: number): number => cents / 100;
export const cents = (amount: number): number => Math.round(amount * 100);
