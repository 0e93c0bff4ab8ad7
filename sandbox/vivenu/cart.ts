import type { TicketType } from './event-model.ts';
import type { Ids } from './ids.ts';
import {
  type CancellableItem,
  type CartProduct,
  type CartTicket,
  cents,
  type FeeComponent,
  major,
  type SeatingInfo,
} from './model.ts';

export interface CartLine {
  readonly type: TicketType;
  readonly amount: number;
  readonly seating?: SeatingInfo | undefined;
}

export interface CartTerms {
  /** What online guests pay on top; at the box office nothing. */
  readonly outerFees: boolean;
  /** Kept back when a ticket is cancelled, per piece; 0 for none. */
  readonly cancellationFeeCents: number;
  /** Share taken off the tickets by a coupon, 0 to 1. */
  readonly discount?: { readonly share: number; readonly code: string } | undefined;
  readonly products?: readonly { readonly name: string; readonly priceCents: number; readonly amount: number }[];
  /** Complimentary: everything costs nothing. */
  readonly free?: boolean | undefined;
}

/** Everything of a transaction that follows from what is in the cart. The cancellable items add up to `realPrice`. */
export interface Cart {
  readonly tickets: CartTicket[];
  readonly products: CartProduct[];
  readonly regularPrice: number;
  readonly realPrice: number;
  readonly innerCharge: number;
  readonly outerCharge: number;
  readonly innerFeeComponents: object;
  readonly outerFeeComponents: object | undefined;
  readonly cancellationFee: FeeComponent | undefined;
  readonly cancellableItems: CancellableItem[];
  readonly appliedCoupons: { _id: string; code: string }[] | undefined;
  readonly appliedDiscountInfo: object | undefined;
  /** By cart item: what one piece costs in the end. */
  readonly paidPerPiece: ReadonlyMap<string, number>;
}

const SCHEME = '5ee0a1b2c3d4e5f60718293a';
const SERVICE_CENTS = 150;
const SYSTEM_SHARE = 0.025;
const INNER_CENTS = 89;

function fee(ids: Ids, ms: number, name: string, pieces: number, valueCents: number, exposed: boolean): FeeComponent {
  return {
    _id: ids.object(ms),
    amount: pieces,
    value: major(valueCents),
    total: major(pieces * valueCents),
    type: 'onTicket',
    name,
    exposed,
    scheme: { schemeId: SCHEME, feeId: `${SCHEME.slice(0, 20)}${name.length.toString(16).padStart(4, '0')}` },
  };
}

function ticketItem(ids: Ids, ms: number, line: CartLine, free: boolean): CartTicket {
  const { type } = line;
  const price = free ? 0 : type.price;
  return {
    _id: ids.object(ms),
    type: 'ticket',
    name: type.name,
    amount: line.amount,
    price,
    netPrice: major(Math.round(cents(price) / (1 + type.taxRate))),
    taxRate: type.taxRate,
    ticketTypeId: type._id,
    categoryRef: type.categoryRef,
    ...(line.seating ? { seatingInfo: line.seating } : {}),
  };
}

/** Prices a cart: tickets, products, fees on top, coupon, and what each item gives back when it is cancelled. */
export function makeCart(ids: Ids, ms: number, lines: readonly CartLine[], terms: CartTerms): Cart {
  const tickets = lines.map((line) => ticketItem(ids, ms, line, terms.free === true));
  const products = (terms.products ?? []).map((product): CartProduct => {
    const { name, amount, priceCents } = product;
    const facts = { _id: ids.object(ms), type: 'product' as const, name, amount, price: major(priceCents) };
    return { ...facts, taxRate: 0.19, productVariantId: `pv_${name.toLowerCase()}`, isFulfillable: true };
  });
  const pieces = tickets.reduce((sum, item) => sum + item.amount, 0);
  const ticketCents = tickets.reduce((sum, item) => sum + item.amount * cents(item.price), 0);
  const productCents = products.reduce((sum, item) => sum + item.amount * cents(item.price), 0);
  const off = (item: CartTicket) => Math.round(cents(item.price) * (terms.discount?.share ?? 0));
  const discountCents = tickets.reduce((sum, item) => sum + item.amount * off(item), 0);

  const onTop = terms.outerFees && !terms.free;
  const fix = onTop ? [fee(ids, ms, 'Servicegebühr', pieces, SERVICE_CENTS, true)] : [];
  // A share of the price: the odd cents that a client must not compute with floats (V-15).
  const share = Math.round(ticketCents * SYSTEM_SHARE);
  const variable = onTop ? [fee(ids, ms, 'Systemgebühr', 1, share, true)] : [];
  const outerCents = [...fix, ...variable].reduce((sum, component) => sum + cents(component.total), 0);
  const kept = terms.free ? 0 : terms.cancellationFeeCents;

  const cancellableItems: CancellableItem[] = [
    ...tickets.map((item) => ({
      ...{
        cartItemId: item._id,
        type: 'ticket' as const,
        name: item.name,
        price: major(item.amount * cents(item.price)),
      },
      ...{ taxRate: item.taxRate ?? 0.19, origin: { ticketTypeId: item.ticketTypeId } },
      ...(kept > 0 ? { cancellationFee: fee(ids, ms, 'Stornogebühr', item.amount, kept, true) } : {}),
    })),
    ...products.map((item) => ({
      ...{
        cartItemId: item._id,
        type: 'product' as const,
        name: item.name,
        price: major(item.amount * cents(item.price)),
      },
      ...{ taxRate: item.taxRate, origin: { productVariantId: item.productVariantId } },
    })),
    ...[...fix, ...variable].map((component) => ({
      ...{ cartItemId: component._id, type: 'fee' as const, name: component.name, price: component.total },
      ...{ taxRate: 0.19, origin: { fee: component } },
    })),
  ];
  const discountId = ids.object(ms);
  if (discountCents > 0) {
    const name = terms.discount?.code ?? null;
    cancellableItems.push({
      cartItemId: discountId,
      type: 'discount',
      name,
      price: major(-discountCents),
      taxRate: 0.19,
    });
  }
  return {
    tickets,
    products,
    regularPrice: major(ticketCents + productCents),
    realPrice: major(ticketCents + productCents + outerCents - discountCents),
    innerCharge: major(terms.free ? 0 : pieces * INNER_CENTS),
    outerCharge: major(outerCents),
    innerFeeComponents: {
      _id: ids.object(ms),
      fix: [fee(ids, ms, 'vivenu', pieces, terms.free ? 0 : INNER_CENTS, false)],
      var: [],
    },
    outerFeeComponents: onTop ? { _id: ids.object(ms), fix, var: variable } : undefined,
    cancellationFee: kept > 0 ? fee(ids, ms, 'Stornogebühr', pieces, kept, true) : undefined,
    cancellableItems,
    appliedCoupons: terms.discount ? [{ _id: discountId, code: terms.discount.code }] : undefined,
    appliedDiscountInfo: terms.discount ? discountInfo(ids, ms, tickets, terms.discount, off) : undefined,
    paidPerPiece: new Map(tickets.map((item) => [item._id, major(cents(item.price) - off(item))])),
  };
}

function discountInfo(
  ids: Ids,
  ms: number,
  tickets: readonly CartTicket[],
  { share, code }: { share: number; code: string },
  off: (item: CartTicket) => number,
): object {
  const discount = () => ({
    ...{
      _id: ids.object(ms),
      discountId: ids.object(ms),
      category: 'coupon',
      name: code,
      type: 'var',
      value: share * 100,
    },
    allowedItems: tickets.map((item) => item.ticketTypeId),
  });
  return {
    items: tickets.map((item) => ({
      ...{ _id: ids.object(ms), itemId: item._id, amount: item.amount, regularPrice: item.price },
      ...{ price: major(cents(item.price) - off(item)), varDiscounts: [discount()], fixDiscounts: [] },
    })),
    discounts: [discount()],
  };
}
