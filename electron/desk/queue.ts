import { actOf } from '../../shared/domain/act-of.ts';
import type { QueueEntry, ReconcileCandidate, Sale } from '../../shared/domain/acts.ts';
import { readDoubt } from '../../shared/domain/doubt.ts';
import { sameItems } from '../../shared/domain/same-items.ts';
import { problem } from '../../shared/errors.ts';
import { as, type OrderId, type RefundId, type RefundRequestId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import type { ActRef, Settlement } from '../ledger/ledger.ts';
import { adoptedLink } from '../ledger/payment-link.ts';
import { accountOf, actNow, type DeskContext } from './context.ts';
import { isStanding } from './refunds.ts';

/** What a person decides about an act whose fate is in doubt. */
export type Choice =
  | { readonly kind: 'this_is_it'; readonly orderId: OrderId | null }
  | { readonly kind: 'send_again' }
  | { readonly kind: 'give_up' };

/** What the queue holds; each sale that needs a person with the orders that it may be. */
export function listQueue(
  context: DeskContext,
  options: { readonly settled: boolean; readonly limit: number },
): readonly QueueEntry[] {
  return context.ledger.queue
    .list(options)
    .map((entry) =>
      entry.kind === 'sale' && entry.sale.queueState === 'needs_person'
        ? { ...entry, candidates: candidatesOf(context, entry.sale) }
        : entry,
    );
}

/** Orders that reconciling left to a person, as the cache knows them now; one that another sale has become meanwhile is none any more. */
function candidatesOf(context: DeskContext, sale: Sale): readonly ReconcileCandidate[] {
  const doubt = readDoubt(sale.attempts.findLast(({ note }) => readDoubt(note) !== null)?.note ?? '');
  const orders = context.cache().orders;
  return (doubt?.orderIds ?? []).flatMap((id) => {
    const order = orders.order(sale.accountId, as<OrderId>(id));
    if (!order || context.ledger.sales.byOrder(sale.accountId, order.id)) return [];
    return [
      {
        order,
        sameTotal: sameMoney(order.total, sale.total),
        sameItems: order.items && sameItems(sale.items, order.items),
      },
    ];
  });
}

/**
 * Settles a doubt by a person's word: the platform's order is this sale, send it again, or give up. Only acts that need a person can be decided.
 * @throws ProblemError `not_found` for an unknown act or order, `already_sent` when the act is no longer in doubt, `account_missing` when it is to
 *   be sent again and its account was removed.
 */
export function decide(context: DeskContext, ref: ActRef, choice: Choice): QueueEntry {
  if (choice.kind === 'send_again') assertConnected(context, ref);
  const act = actNow(context);
  const attempt = { at: act.now, outcome: 'chosen' as const, note: choice.kind };
  const settlement: Settlement = { attempt, ...adopted(context, ref, choice) };
  const to = choice.kind === 'this_is_it' ? 'confirmed' : choice.kind === 'send_again' ? 'queued' : 'cancelled';
  if (!context.ledger.queue.move(ref, 'needs_person', to, settlement, act)) {
    throw problem('already_sent', 'this has been settled meanwhile');
  }
  const entry = context.ledger.queue.get(ref);
  if (!entry) throw problem('not_found', 'no such act in the queue');
  return entry;
}

/** What is queued for an account that was removed would wait for ever. */
function assertConnected(context: DeskContext, ref: ActRef): void {
  const entry = context.ledger.queue.get(ref);
  if (entry) accountOf(context, actOf(entry).accountId);
}

function adopted(context: DeskContext, ref: ActRef, choice: Choice): Settlement {
  if (choice.kind !== 'this_is_it' || ref.kind === 'deed') return {};
  if (ref.kind === 'refund') return { requests: standingRequests(context, ref.id) };
  const sale = context.ledger.sales.get(ref.id);
  if (!sale || choice.orderId === null) throw problem('not_found', 'no such sale or order');
  const order = context.cache().orders.order(sale.accountId, choice.orderId);
  if (!order) throw problem('not_found', 'this order is not in the data of this laptop');
  const { number, publicToken } = order;
  const account = accountOf(context, sale.accountId);
  const paymentLink = order.paymentLink ?? adoptedLink(context.ledger, account, sale, publicToken);
  return { order: { id: order.id, number, publicToken, paymentLink } };
}

/** Requests that stand for the payments of a refund, as far as the cache knows: it is told of their fate from now on. */
function standingRequests(context: DeskContext, id: RefundId): readonly RefundRequestId[] {
  const refund = context.ledger.refunds.get(id);
  if (!refund) throw problem('not_found', 'no such refund on this laptop');
  const { target } = refund;
  const cache = context.cache().orders;
  // Its account may have been removed since, and connected anew.
  const found = context.ledger.accounts.atPlaceOf(refund.accountId).flatMap((accountId) => {
    const payments =
      target.kind === 'payment'
        ? [target.paymentId]
        : cache.paymentsOf(accountId, target.orderId).map((payment) => payment.id);
    return cache.refundRequestsOf(accountId, payments).filter(isStanding);
  });
  return [...new Set(found.map((request) => request.id))];
}
