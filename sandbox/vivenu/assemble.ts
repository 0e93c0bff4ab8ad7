import type { Cart } from './cart.ts';
import type { Event, TicketType } from './event-model.ts';
import type { Ids } from './ids.ts';
import type { PaymentStatus, Ticket, TicketStatus, Transaction, TransactionStatus } from './model.ts';

/** Who buys. Absent at a POS, where nobody asks. */
export interface Buyer {
  readonly customerId?: string | undefined;
  readonly prename?: string | undefined;
  readonly lastname?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly company?: string | undefined;
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  readonly postal?: string | undefined;
  readonly country?: string | undefined;
  readonly language?: string | undefined;
}

export interface NewSale {
  readonly ids: Ids;
  readonly ms: number;
  readonly event: Event;
  readonly cart: Cart;
  readonly buyer: Buyer;
  readonly status: TransactionStatus;
  readonly paymentStatus: PaymentStatus;
  readonly origin: 'yourticket' | 'pos';
  readonly salesChannelId: string;
  readonly more?: Partial<Transaction> | undefined;
}

export const fullName = (buyer: Buyer): string | undefined =>
  [buyer.prename, buyer.lastname].filter(Boolean).join(' ') || undefined;

/** A new transaction document; its history is empty. */
export function makeTransaction(sale: NewSale): Transaction {
  const { ids, ms, event, cart, buyer } = sale;
  const at = new Date(ms).toISOString();
  return {
    _id: ids.object(ms),
    sellerId: event.sellerId,
    customerId: buyer.customerId,
    eventId: event._id,
    company: buyer.company,
    name: fullName(buyer),
    ...{ prename: buyer.prename, lastname: buyer.lastname, email: buyer.email, phone: buyer.phone },
    ...{ street: buyer.street, city: buyer.city, postal: buyer.postal, country: buyer.country },
    ...{ tickets: cart.tickets, products: cart.products, additionalItems: [], currency: 'EUR' },
    ...{ regularPrice: cart.regularPrice, realPrice: cart.realPrice, paymentCharge: 0 },
    ...{ innerCharge: cart.innerCharge, outerCharge: cart.outerCharge },
    ...{ innerFeeComponents: cart.innerFeeComponents, outerFeeComponents: cart.outerFeeComponents },
    cancellationFee: cart.cancellationFee,
    cancellationInfo: { cancellableItems: cart.cancellableItems },
    ...{ taxRate: 0.19, createdAt: at, updatedAt: at, status: sale.status, paymentStatus: sale.paymentStatus },
    ...{ origin: sale.origin, history: [], historyEntries: [], ticketMailSend: false, orderMailSend: false },
    extraFields: {},
    secret: ids.uuid(),
    ...{ appliedCoupons: cart.appliedCoupons, appliedDiscountInfo: cart.appliedDiscountInfo },
    ...{ preferredLanguage: buyer.language ?? 'de', invoiceVersion: 'v2', salesChannelId: sale.salesChannelId },
    ...sale.more,
  };
}

/** Pieces that are personal wait for their guest's details once they are paid. */
export const grantedStatus = (type: { requiresPersonalization: boolean }): TicketStatus =>
  type.requiresPersonalization ? 'DETAILSREQUIRED' : 'VALID';

export interface NewTickets {
  readonly ids: Ids;
  readonly ms: number;
  readonly event: Event;
  readonly doc: Transaction;
  readonly paidPerPiece: ReadonlyMap<string, number>;
  readonly status: (type: TicketType) => TicketStatus;
  readonly more?: Partial<Ticket> | undefined;
}

/** One ticket a piece; pieces of one cart item share its `cartItemId` (V-9). */
export function makeTickets({ ids, ms, event, doc, paidPerPiece, status, more }: NewTickets): Ticket[] {
  const at = new Date(ms).toISOString();
  return doc.tickets.flatMap((item) => {
    const type = event.tickets.find((candidate) => candidate._id === item.ticketTypeId);
    if (!type) throw new Error(`ticket type ${item.ticketTypeId} is not of event ${event._id}`);
    const category = event.categories.find((candidate) => candidate.ref === type.categoryRef);
    const seating = item.seatingInfo;
    return Array.from({ length: item.amount }, (): Ticket => {
      const state = status(type);
      return {
        _id: ids.object(ms),
        sellerId: doc.sellerId,
        // Nobody asks for names at a POS: the fields are missing there.
        ...(doc.origin === 'pos'
          ? {}
          : { company: doc.company, email: doc.email, name: doc.name, firstname: doc.prename, lastname: doc.lastname }),
        ...(doc.origin === 'pos'
          ? {}
          : { street: doc.street, city: doc.city, postal: doc.postal, country: doc.country }),
        eventId: event._id,
        rootEventId: event.rootId,
        transactionId: doc._id,
        posId: doc.posId,
        ...{ categoryRef: type.categoryRef, categoryName: category?.name ?? '', ticketTypeId: type._id },
        ...{ cartItemId: item._id, ticketName: type.name, currency: doc.currency, regularPrice: item.price },
        realPrice: paidPerPiece.get(item._id) ?? item.price,
        completed: state === 'VALID' || state === 'DETAILSREQUIRED',
        ...{
          createdAt: at,
          updatedAt: at,
          status: state,
          secret: ids.uuid(),
          barcode: ids.barcode(type.barcodePrefix),
        },
        ...(seating?._type === 6
          ? { seat: `${seating.sectionName ?? ''} ${seating.rowName ?? ''}-${seating.seatName ?? ''}`.trim() }
          : {}),
        seatingInfo: seating,
        type: 'SINGLE',
        origin: doc.origin,
        ...{ extraFields: {}, deliveryType: 'VIRTUAL', readyForDelivery: true, customerId: doc.customerId },
        history: [{ type: 'created', date: at, _id: ids.object(ms) }],
        ...{ personalized: false, __v: 0, checkoutId: doc.checkoutId, salesChannelId: doc.salesChannelId },
        ...{ claimed: false, expired: false },
        ...more,
      };
    });
  });
}
