import type { Sale } from '../../shared/domain/acts.ts';
import { piecesOf } from '../../shared/domain/same-items.ts';
import { adoptedLink } from '../ledger/payment-link.ts';
import { carriesReference, customerToSend } from '../ledger/till-reference.ts';
import type { Line } from './context.ts';
import { decideReconcile } from './decide-reconcile.ts';
import { findCandidates, lookalikesInList } from './find-candidates.ts';
import { attempt } from './queue-moves.ts';
import type { Finding } from './reconcile.ts';
import { sendSpans } from './send-spans.ts';

/**
 * Looks for a sale whose answer was lost.
 * @param last true when it will be sent again if it is not found now: then the search must have proven that it finds what is there.
 */
export async function reconcileSale(line: Line, sale: Sale, last: boolean): Promise<Finding> {
  const { context } = line;
  const spans = sendSpans(sale, context.pace.settleMs);
  // A reference proves something only where it is told and can be searched for.
  const marked = line.platform.capabilities.has('orders.search') && carriesReference(sale);
  const claimed = context.ledger.sales.claimedOrders(line.account);
  const { candidates, unread } = await findCandidates(line, sale, spans, claimed);
  const doubt = {
    claimed,
    twins: twinsInDoubt(line, sale),
    spans,
    lateForMs: context.pace.settleMs,
    marked,
  };
  let verdict = decideReconcile(sale, candidates, doubt);
  // It may be another sale's of this laptop that is in doubt just now; nothing is sent for this look, and the next will know.
  if (verdict.kind === 'doubt' && verdict.why === 'may_be_rewritten' && !last) verdict = { kind: 'absent' };
  let seen = candidates;
  let blind = unread;
  if (verdict.kind === 'absent' && last) {
    const listed = await lookalikesInList(line, sale, spans);
    seen = listed.candidates;
    blind ||= listed.unread;
    verdict = decideReconcile(sale, seen, doubt);
  }
  const cache = context.cache().orders;
  switch (verdict.kind) {
    case 'adopt': {
      const { orderId } = verdict;
      const found = seen.find(({ order }) => order.id === orderId);
      if (!found) throw new TypeError('the adopted order is none of the candidates');
      const { order } = found;
      const paymentLink = order.paymentLink ?? adoptedLink(context.ledger, line.account, sale, order.publicToken);
      cache.upsertOrders([{ ...order, contact: sale.customer, items: sale.items, paymentLink }]);
      return {
        kind: 'found',
        settlement: {
          attempt: attempt(line, 'reconciled', order.number),
          order: { id: order.id, number: order.number, publicToken: order.publicToken, paymentLink },
        },
      };
    }
    case 'doubt':
      cache.upsertOrders(seen.map(({ order, items }) => ({ ...order, items })));
      return { kind: 'doubt', why: verdict.why, orderIds: verdict.orderIds };
    case 'absent':
      return { kind: blind ? 'unread' : 'absent' };
  }
}

function twinsInDoubt(line: Line, sale: Sale): number {
  const mine = fingerprint(sale);
  return line.context.ledger.queue
    .inStates(line.account.id, ['unknown', 'reconciling', 'needs_person'])
    .filter((entry) => entry.kind === 'sale' && fingerprint(entry.sale) === mine).length;
}

/** Equal for sales that a platform could not tell apart. */
function fingerprint(sale: Sale): string {
  return JSON.stringify([customerToSend(sale), sale.total, piecesOf(sale.items)]);
}
