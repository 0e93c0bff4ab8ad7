import type { Deed, DeedAct } from '../../shared/domain/acts.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, DeedId, OrderId } from '../../shared/ids.ts';
import { accountOf, actNow, type DeskContext } from './context.ts';
import { guestName } from './refunds.ts';

/**
 * Writes to the ledger what is done with an order, where the queue takes it from: money taken at this till, completion, mails.
 * @param email another address for the tickets than the customer's own; null for all else.
 * @throws ProblemError `already_sent` while the same of this order is not settled, `not_found` when the cache does not know the order.
 */
export function writeDeed(
  context: DeskContext,
  asked: { readonly accountId: AccountId; readonly orderId: OrderId },
  act: DeedAct,
  email: string | null = null,
): Deed {
  const { accountId, orderId } = asked;
  accountOf(context, accountId);
  const order = context.cache().orders.order(accountId, orderId);
  if (!order) throw problem('not_found', 'this order is not in the data of this laptop');
  return context.ledger.deeds.create(
    {
      ...{ accountId, act, orderId, orderNumber: order.number, guest: guestName(context, order), email },
      amount: act === 'markPaid' ? order.total : null,
    },
    actNow(context),
  );
}

/**
 * Takes a deed out of the queue before it was ever sent.
 * @throws ProblemError `not_found`, `already_sent` when it has left.
 */
export function cancelDeed(context: DeskContext, id: DeedId): Deed {
  const moved = context.ledger.queue.move({ kind: 'deed', id }, 'queued', 'cancelled', {}, actNow(context));
  const deed = context.ledger.deeds.get(id);
  if (!deed) throw problem('not_found', 'nothing of this kind was done on this laptop');
  if (!moved) throw problem('already_sent', 'this has left the laptop');
  return deed;
}
