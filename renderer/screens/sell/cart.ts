/**
 * The cart as a pure reducer. A cart belongs to one account and one currency, since it becomes one order; what does not fit is refused
 * and said, never mixed.
 */
import type { CallInput } from '../../../shared/contract/index.ts';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import type { AccountId, CatalogueItemId } from '../../../shared/ids.ts';
import { type Money, sumMoney, timesMoney } from '../../../shared/money.ts';

/** The most pieces of one item and the most lines of one order that the contract takes. */
export const maxQuantity = 999;
export const maxLines = 100;

/** One line: an item of the catalogue, how many, and what staff typed where the item has no price. */
export interface CartLine {
  readonly key: number;
  readonly item: CatalogueItem;
  readonly quantity: number;
  /** The text of the amount field; unused where the item has a price. */
  readonly amountText: string;
  /** The unit price: the item's, or what the text says; null while it says nothing. */
  readonly unitPrice: Money | null;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  readonly nextKey: number;
}

export type CartAct =
  | { readonly kind: 'add'; readonly item: CatalogueItem }
  | { readonly kind: 'quantity'; readonly key: number; readonly quantity: number }
  | { readonly kind: 'amount'; readonly key: number; readonly text: string; readonly money: Money | null }
  | { readonly kind: 'remove'; readonly key: number }
  /** The catalogue as it is now: lines take what was changed in it. */
  | { readonly kind: 'catalogue'; readonly items: readonly CatalogueItem[] }
  | { readonly kind: 'clear' };

export const emptyCart: Cart = { lines: [], nextKey: 1 };

/** Why an item cannot join the cart; null when it can. */
export type CartConflict = 'other_account' | 'other_currency' | 'full' | null;

/** Tells whether the item fits the cart's account and currency, and whether a line is left for it. */
export function conflictOf(cart: Cart, item: CatalogueItem): CartConflict {
  const first = cart.lines[0]?.item;
  if (first && first.accountId !== item.accountId) return 'other_account';
  if (first && first.currency !== item.currency) return 'other_currency';
  return cart.lines.length >= maxLines && !lineOf(cart, item.id) ? 'full' : null;
}

/** The cart after an act. Acts on lines that are gone, and items that do not fit, change nothing. */
export function cartAfter(cart: Cart, act: CartAct): Cart {
  switch (act.kind) {
    case 'add':
      return added(cart, act.item);
    case 'quantity':
      if (!Number.isInteger(act.quantity)) return cart;
      if (act.quantity < 1) return cartAfter(cart, { kind: 'remove', key: act.key });
      return withLine(cart, act.key, (line) => ({ ...line, quantity: Math.min(act.quantity, maxQuantity) }));
    case 'amount':
      return withLine(cart, act.key, (line) =>
        line.item.unitPrice ? line : { ...line, amountText: act.text, unitPrice: act.money },
      );
    case 'remove':
      return { ...cart, lines: cart.lines.filter((line) => line.key !== act.key) };
    case 'catalogue':
      return renewed(cart, act.items);
    case 'clear':
      return { ...cart, lines: [] };
  }
}

function added(cart: Cart, item: CatalogueItem): Cart {
  if (conflictOf(cart, item)) return cart;
  const same = lineOf(cart, item.id);
  if (same) return cartAfter(cart, { kind: 'quantity', key: same.key, quantity: same.quantity + 1 });
  const line: CartLine = { key: cart.nextKey, item, quantity: 1, amountText: '', unitPrice: item.unitPrice };
  return { lines: [...cart.lines, line], nextKey: cart.nextKey + 1 };
}

/** An item that was removed from the catalogue, or that left the cart's account or currency, stays in the cart as it was put there. */
function renewed(cart: Cart, items: readonly CatalogueItem[]): Cart {
  let changed = false;
  const lines = cart.lines.map((line) => {
    const item = items.find(({ id }) => id === line.item.id);
    if (!item || item.accountId !== line.item.accountId || item.currency !== line.item.currency) return line;
    if (JSON.stringify(item) === JSON.stringify(line.item)) return line;
    changed = true;
    const typed = line.item.unitPrice === null ? line.unitPrice : null;
    return { ...line, item, unitPrice: item.unitPrice ?? typed };
  });
  return changed ? { ...cart, lines } : cart;
}

/** An item stands once, whether its price is fixed or typed: a second tap is one more piece. */
function lineOf(cart: Cart, id: CatalogueItemId): CartLine | undefined {
  return cart.lines.find((line) => line.item.id === id);
}

function withLine(cart: Cart, key: number, change: (line: CartLine) => CartLine): Cart {
  return { ...cart, lines: cart.lines.map((line) => (line.key === key ? change(line) : line)) };
}

/** Unit price times quantity; null while the amount is not typed or when no number can carry the product. */
export function lineTotal(line: CartLine): Money | null {
  const { unitPrice, quantity } = line;
  return unitPrice && within(() => timesMoney(unitPrice, quantity));
}

/** Sum of the lines whose amount is known, in the cart's currency; null for an empty cart or when no number can carry the sum. */
export function cartTotal(cart: Cart): Money | null {
  const first = cart.lines[0];
  if (!first) return null;
  const priced = cart.lines.filter((line) => line.unitPrice !== null);
  const known = priced.map(lineTotal).filter((money) => money !== null);
  return known.length < priced.length ? null : within(() => sumMoney(known, first.item.currency));
}

function within(compute: () => Money): Money | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Pieces of an item in the cart, for the mark on its tile. */
export function quantityOf(cart: Cart, id: CatalogueItemId): number {
  return lineOf(cart, id)?.quantity ?? 0;
}

/** What stands in the way of sending; null when nothing does. */
export type CartTrouble = 'empty' | 'amount_missing' | 'calendar_id_missing' | 'too_large' | null;

/** An event is named by its EventCalendar id (trap T-7), or by the ids of a system that tells its own. */
function lacksCalendarId(item: CatalogueItem): boolean {
  return item.type === 'event' && item.calendarId === null && item.ref === undefined;
}

/** Checks what main would refuse, so that staff hear it before the guest waits. */
export function cartTrouble(cart: Cart): CartTrouble {
  if (cart.lines.length === 0) return 'empty';
  if (cart.lines.some((line) => line.unitPrice === null)) return 'amount_missing';
  if (cart.lines.some((line) => lacksCalendarId(line.item))) return 'calendar_id_missing';
  return cartTotal(cart) ? null : 'too_large';
}

/** What an order of this cart is made of. */
export type CartOrder = Pick<CallInput<'sales.create'>, 'currency' | 'items'> & { readonly accountId: AccountId };

/** The cart as one order: its account, currency and items. @throws RangeError when the cart cannot be sent. */
export function orderOf(cart: Cart): CartOrder {
  const trouble = cartTrouble(cart);
  const first = cart.lines[0];
  if (trouble || !first) throw new RangeError(`cart cannot be sent: ${trouble}`);
  return {
    accountId: first.item.accountId,
    currency: first.item.currency,
    items: cart.lines.flatMap(({ item, quantity, unitPrice }) =>
      unitPrice === null
        ? []
        : [
            {
              type: item.type,
              name: item.name,
              unitPrice,
              quantity,
              calendarId: item.calendarId,
              ticketTypeId: item.ticketTypeId,
              date: item.date,
              ...(item.ref === undefined ? {} : { ref: item.ref }),
            },
          ],
    ),
  };
}
