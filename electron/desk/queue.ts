import type { QueueEntry } from '../../shared/domain/orders.ts';
import { problem } from '../../shared/errors.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { ActRef, Settlement } from '../ledger/ledger.ts';
import { actNow, type DeskContext } from './context.ts';

/** What a person decides about an act whose fate is in doubt. */
export type Choice =
  | { readonly kind: 'this_is_it'; readonly orderId: OrderId | null }
  | { readonly kind: 'send_again' }
  | { readonly kind: 'give_up' };

/**
 * Settles a doubt by a person's word: the platform's order is this sale, send it again, or give up. Only acts that need a person can be decided.
 * @throws ProblemError `not_found` for an unknown act or order, `already_sent` when the act is no longer in doubt.
 */
export function decide(context: DeskContext, ref: ActRef, choice: Choice): QueueEntry {
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

function adopted(context: DeskContext, ref: ActRef, choice: Choice): Settlement {
  if (choice.kind !== 'this_is_it' || ref.kind !== 'sale') return {};
  const sale = context.ledger.sales.get(ref.id);
  if (!sale || choice.orderId === null) throw problem('not_found', 'no such sale or order');
  const order = context.cache().orders.order(sale.accountId, choice.orderId);
  if (!order) throw problem('not_found', 'this order is not in the data of this laptop');
  return {
    order: { id: order.id, number: order.number, publicToken: order.publicToken, paymentLink: order.paymentLink },
  };
}
