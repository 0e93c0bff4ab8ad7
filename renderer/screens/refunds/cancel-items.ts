/** What cancelling some items of an order comes to: pure, in whole minor units. */
import type { CancellableItem, Payment } from '../../../shared/domain/orders.ts';
import { type Money, sumMoney } from '../../../shared/money.ts';

/** What one item brings back: its price less the fee, and never less than nothing. */
export function backOf(item: CancellableItem): Money {
  return { minor: Math.max(0, item.price.minor - item.fee.minor), currency: item.price.currency };
}

/** True when the item can still be cancelled. */
export function isOpen(item: CancellableItem): boolean {
  return !item.cancelled && !item.refunded;
}

/** The sums of a choice. */
export interface CancelSums {
  readonly price: Money;
  readonly fee: Money;
  /** What goes back to the guest: nothing where the money is kept. */
  readonly back: Money;
}

/** Adds up the chosen items, leaving out what cannot be cancelled. @throws RangeError when they are of several currencies. */
export function sumsOf(
  items: readonly CancellableItem[],
  chosen: ReadonlySet<string>,
  keepMoney: boolean,
  currency: string,
): CancelSums {
  const taken = items.filter((item) => chosen.has(item.id) && isOpen(item));
  return {
    price: sumMoney(
      taken.map((item) => item.price),
      currency,
    ),
    fee: sumMoney(
      taken.map((item) => item.fee),
      currency,
    ),
    back: sumMoney(keepMoney ? [] : taken.map(backOf), currency),
  };
}

/** True when money was received for the order, so that some can go back. */
export function wasPaid(payments: readonly Payment[]): boolean {
  return payments.some((payment) => payment.status === 'approved' && payment.amount.minor > 0);
}
