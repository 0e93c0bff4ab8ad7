import type { z } from 'zod';
import type { CancellableItem } from '../../../shared/domain/orders.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyOf } from '../money-of.ts';
import { nameWithSeat, type RawTransaction } from './mapping.ts';
import type * as schemas from './schemas.ts';

type RawItem = z.infer<typeof schemas.cancellable>;

/**
 * Items of V3 as they can be chosen. An item that was cancelled in part is listed twice under one id [inferred from the `{_id, amount}` form of V4]:
 * the open rest keeps the id, since only that can be chosen, and cancelled ones get an ordinal where they would be doubles.
 */
export function toCancellables(items: readonly RawItem[], transaction: RawTransaction): readonly CancellableItem[] {
  const seen = new Map<string, number>();
  const open = new Set(items.filter((item) => !item.cancelledAt).map((item) => item.cartItemId));
  return items.map((item) => {
    const cancelled = Boolean(item.cancelledAt);
    const money = (amount: number, field: string): Money => moneyOf(amount, transaction.currency, field);
    const price = money(item.price, 'cancellableItems.price');
    const doubles = seen.get(item.cartItemId) ?? (open.has(item.cartItemId) ? 1 : 0);
    if (cancelled) seen.set(item.cartItemId, doubles + 1);
    return {
      id: cancelled && doubles > 0 ? `${item.cartItemId}:${doubles}` : item.cartItemId,
      type: item.type,
      name: nameOf(item, transaction),
      pieces: piecesOf(item, price, transaction),
      price,
      fee: money(item.cancellationFee?.total ?? 0, 'cancellableItems.cancellationFee.total'),
      cancelled,
      refunded: Boolean(item.refundId),
    };
  });
}

function nameOf(item: RawItem, transaction: RawTransaction): string {
  const name = item.name?.trim() || item.type;
  const cart = transaction.tickets?.find((candidate) => candidate._id === item.cartItemId);
  return item.type === 'ticket' && cart !== undefined ? nameWithSeat(name, cart) : name;
}

/** Trap V-9: an item's price is that of all its pieces, and so is its cancellation. */
function piecesOf(item: RawItem, price: Money, transaction: RawTransaction): number {
  const cart = [...(transaction.tickets ?? []), ...(transaction.products ?? [])].find(
    (candidate) => candidate._id === item.cartItemId,
  );
  if (cart === undefined) return 1;
  const unit = moneyOf(cart.price, transaction.currency, 'tickets.price').minor;
  const pieces = unit === 0 ? cart.amount : price.minor / unit;
  return Number.isInteger(pieces) && pieces >= 1 && pieces <= cart.amount ? pieces : cart.amount;
}
