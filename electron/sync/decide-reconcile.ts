import type { Sale } from '../../shared/domain/acts.ts';
import type { DoubtReason } from '../../shared/domain/doubt.ts';
import type { Order, OrderItem } from '../../shared/domain/orders.ts';
import { holdsItems, sameItems } from '../../shared/domain/same-items.ts';
import type { OrderId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import { type SendSpan, timeOf } from './send-spans.ts';

/** An order of the platform that may be the one whose answer was lost. */
export interface Candidate {
  readonly order: Order;
  /** Null when its detail could not be read. */
  readonly items: readonly OrderItem[] | null;
  /** True when the platform's search finds it by everything that this sale carried; false when only by a part, or only in the list. */
  readonly foundByAll: boolean;
  /** True when something of the guest's contact found it, or the list tells their address; false for a look-alike of which nobody is known. */
  readonly ofGuest: boolean;
}

/** What is to be done about a sale whose answer was lost. */
export type Verdict =
  /** It arrived: this order is ours. */
  | { readonly kind: 'adopt'; readonly orderId: OrderId }
  /** It is not there (yet): look again, and after the last look send again. */
  | { readonly kind: 'absent' }
  /** More fit than may be ours, or one fits only in part: a person decides. */
  | { readonly kind: 'doubt'; readonly orderIds: readonly OrderId[]; readonly why: DoubtReason };

/** What is known of the sale in doubt beside itself. */
export interface Doubt {
  /** Orders that other sales of this laptop already are. */
  readonly claimed: ReadonlySet<OrderId>;
  /**
   * How many sales of this laptop, this one included, are in doubt and look alike (same customer, items and total): that many free candidates
   * may be ours, and any of them is as good as another.
   */
  readonly twins: number;
  /** When it was under way, by the platform's clock. */
  readonly spans: readonly SendSpan[];
  /** How long after its answer was lost the platform may still be at work on it. */
  readonly lateForMs: number;
  /** True when it carried its till reference, which no other order carries: then its time proves nothing more. */
  readonly marked: boolean;
}

/**
 * Decides about a sale whose answer was lost. Pure. An order is taken for ours only if everything fits: found by all that the sale carried,
 * made while the sale was under way, with its currency, its total and its items. No other that may be ours is passed over: a platform may round,
 * rename, add a fee, rewrite a phone, and do several of these at once. A person looks at it before anything is sent again.
 */
export function decideReconcile(
  sale: Pick<Sale, 'items' | 'total'>,
  candidates: readonly Candidate[],
  doubt: Doubt,
): Verdict {
  const free = candidates
    .filter(({ order }) => !doubt.claimed.has(order.id))
    .map((candidate) => ({ ...candidate, time: timeOf(candidate.order.createdAtMs, doubt.spans) }))
    .filter(({ time }) => time !== 'outside')
    .sort((a, b) => a.order.createdAtMs - b.order.createdAtMs);
  const exact = free.filter(
    ({ order, items }) => sameMoney(order.total, sale.total) && items !== null && sameItems(sale.items, items),
  );
  const sure = exact.filter(({ foundByAll, time }) => foundByAll && (doubt.marked || time === 'in_flight'));
  const unsure = exact.filter((one) => !sure.includes(one));
  const inPart = free.filter(
    (one) => !exact.includes(one) && one.foundByAll && (doubt.marked || one.time === 'in_flight'),
  );
  const rewritten = free.filter(
    (one) => !exact.includes(one) && !inPart.includes(one) && mayBeRewritten(sale, one, doubt),
  );
  if (sure.length > doubt.twins) return { kind: 'doubt', orderIds: ids(sure), why: 'several_fit' };
  const [oldest] = sure;
  if (oldest) return { kind: 'adopt', orderId: oldest.order.id };
  if (unsure.length > 0)
    return { kind: 'doubt', orderIds: ids([...unsure, ...inPart, ...rewritten]), why: 'may_be_anothers' };
  if (rewritten.length > 0) return { kind: 'doubt', orderIds: ids([...inPart, ...rewritten]), why: 'may_be_rewritten' };
  if (inPart.length > 0) return { kind: 'doubt', orderIds: ids(inPart), why: 'fits_in_part' };
  return { kind: 'absent' };
}

/** True for an order of the same total or with all that was sold, and for whatever the guest bought while ours was under way or still worked on. */
function mayBeRewritten(
  sale: Pick<Sale, 'items' | 'total'>,
  { order, items, ofGuest }: Candidate,
  doubt: Doubt,
): boolean {
  if (sameMoney(order.total, sale.total) || (items !== null && holdsItems(sale.items, items))) return true;
  const { createdAtMs } = order;
  return (
    ofGuest && doubt.spans.some(({ fromMs, toMs }) => createdAtMs >= fromMs && createdAtMs <= toMs + doubt.lateForMs)
  );
}

function ids(candidates: readonly Candidate[]): readonly OrderId[] {
  return candidates.map(({ order }) => order.id);
}

/** What the platform says of a refund whose answer was lost. */
export interface RefundFindings {
  readonly target: 'payment' | 'order';
  /** Approved incoming payments that the refund is about. */
  readonly payments: number;
  /** Those of them with a request that stands, whoever made it, or whose money has gone back. */
  readonly covered: number;
  /** Requests made since the refund was first sent, decided against by now: ours too has had its answer. */
  readonly decidedAgainst: number;
  /** The same, with those made so little earlier that they may be ours if the clocks are not known well. */
  readonly perhapsAgainst: number;
  readonly orderCancelled: boolean;
}

/** What is to be done about a refund whose answer was lost. `adopt`: a request stands, or was made, and none is sent. */
export type RefundVerdict =
  | 'adopt'
  | 'absent'
  | Extract<DoubtReason, 'partly_asked_for' | 'payment_gone' | 'refused_before'>;

/**
 * Decides about a refund whose answer was lost. Pure. Cancelling an order (T12) asks for all its payments at once: a part of them asked for and
 * the order open is somebody else's doing, and a person decides.
 */
export function decideRefund(found: RefundFindings): RefundVerdict {
  if (found.target === 'order') {
    if (found.orderCancelled) return 'adopt';
    if (found.covered + found.decidedAgainst > 0) return 'partly_asked_for';
  } else {
    if (found.covered + found.decidedAgainst > 0) return 'adopt';
    // A payment that is not there any more cannot be asked for: somebody must look.
    if (found.payments === 0) return 'payment_gone';
  }
  return found.perhapsAgainst > 0 ? 'refused_before' : 'absent';
}
