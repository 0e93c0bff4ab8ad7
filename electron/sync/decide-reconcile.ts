import type { Order, OrderItem, Sale } from '../../shared/domain/orders.ts';
import type { OrderId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';

/** An order of the platform that may be the one whose answer was lost. `items` is null when its detail could not be read. */
export interface Candidate {
  readonly order: Order;
  readonly items: readonly OrderItem[] | null;
}

/** What is to be done about a sale whose answer was lost. */
export type Verdict =
  /** It arrived: this order is ours. */
  | { readonly kind: 'adopt'; readonly orderId: OrderId }
  /** It is not there (yet): look again, and after the last look send again. */
  | { readonly kind: 'absent' }
  /** More fit than may be ours, or one fits only in part: a person decides. */
  | { readonly kind: 'doubt'; readonly orderIds: readonly OrderId[]; readonly why: string };

/** How far the two clocks and a slow request may lie apart. */
const windowBeforeMs = 10 * 60_000;
const windowAfterMs = 30 * 60_000;

/** True when the order's time fits a sale that was first sent at `firstSentMs` by this laptop's clock. */
export function inWindow(orderMs: number, firstSentMs: number, lastSentMs: number, skewMs: number): boolean {
  return (
    orderMs >= firstSentMs + skewMs - windowBeforeMs &&
    orderMs <= Math.max(firstSentMs, lastSentMs) + skewMs + windowAfterMs
  );
}

/** True when both lists hold the same items, in any order: type, name where both have one, unit price, quantity, calendar id, date. */
export function sameItems(ours: readonly OrderItem[], theirs: readonly OrderItem[]): boolean {
  if (ours.length !== theirs.length) return false;
  const left = [...theirs];
  for (const item of ours) {
    const index = left.findIndex((other) => sameItem(item, other));
    if (index < 0) return false;
    left.splice(index, 1);
  }
  return true;
}

function sameItem(a: OrderItem, b: OrderItem): boolean {
  return (
    a.type === b.type &&
    a.quantity === b.quantity &&
    sameMoney(a.unitPrice, b.unitPrice) &&
    (a.type === 'event' || a.name === b.name) &&
    (a.calendarId === null || b.calendarId === null || a.calendarId === b.calendarId) &&
    (a.date === null || b.date === null || a.date === b.date)
  );
}

/**
 * Decides about a sale whose answer was lost. Pure.
 *
 * @param sale the sale in doubt.
 * @param candidates what the platform's search found for the sale's e-mail, phone or till reference.
 * @param claimed orders that other sales of this laptop already are.
 * @param twinsInDoubt how many sales of this laptop, this one included, are in doubt and look alike (same customer, items and total): that
 *   many free candidates may be ours, and any of them is as good as another.
 * @param clock when the sale was first and last sent by this laptop's clock, and how far the platform's clock is ahead of it.
 */
export function decideReconcile(
  sale: Pick<Sale, 'items' | 'total'>,
  candidates: readonly Candidate[],
  claimed: ReadonlySet<OrderId>,
  twinsInDoubt: number,
  clock: { readonly firstSentMs: number; readonly lastSentMs: number; readonly skewMs: number },
): Verdict {
  const free = candidates
    .filter(({ order }) => !claimed.has(order.id))
    .filter(({ order }) => sameMoney(order.total, sale.total))
    .filter(({ order }) => inWindow(order.createdAtMs, clock.firstSentMs, clock.lastSentMs, clock.skewMs))
    .sort((a, b) => a.order.createdAtMs - b.order.createdAtMs);
  const unread = free.filter(({ items }) => items === null);
  const exact = free.filter(({ items }) => items !== null && sameItems(sale.items, items));
  if (unread.length > 0) {
    return { kind: 'doubt', orderIds: ids(free), why: 'the items of an order could not be read' };
  }
  const [oldest] = exact;
  if (!oldest) return { kind: 'absent' };
  if (exact.length > twinsInDoubt) {
    return { kind: 'doubt', orderIds: ids(exact), why: 'more orders fit than were sent from this laptop' };
  }
  return { kind: 'adopt', orderId: oldest.order.id };
}

function ids(candidates: readonly Candidate[]): readonly OrderId[] {
  return candidates.map(({ order }) => order.id);
}

/** What is to be done about a refund whose answer was lost, from the refund requests that stand for its payments. */
export function decideRefund(
  expectedPayments: number,
  standingRequests: number,
  orderCancelled: boolean,
): 'adopt' | 'absent' {
  if (expectedPayments === 0) return orderCancelled ? 'adopt' : 'absent';
  return standingRequests > 0 ? 'adopt' : 'absent';
}
