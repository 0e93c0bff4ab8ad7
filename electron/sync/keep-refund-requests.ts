import type { RefundRequest } from '../../shared/domain/orders.ts';
import { ask } from './ask.ts';
import { type Line, syncAct } from './context.ts';

/**
 * Keeps listed refund requests. The list tells neither when one was decided nor why it was rejected (T14; T13 does), so each whose state moved
 * while it was known here is asked for by itself, once, and what was learnt that way is not forgotten with the next list.
 * @returns true when something changed.
 */
export async function keepRefundRequests(
  line: Line,
  listed: readonly RefundRequest[],
  priority: 'pull' | 'staff',
): Promise<boolean> {
  const { orders } = line.context.cache();
  const rows: RefundRequest[] = [];
  for (const row of listed) {
    const known = orders.refundRequest(row.accountId, row.id);
    if (row.decidedAt !== null || known === null) rows.push(row);
    else if (known.state === row.state) {
      rows.push({ ...row, decidedAt: known.decidedAt, rejectionReason: row.rejectionReason ?? known.rejectionReason });
    } else {
      rows.push(await ask(line, () => line.platform.refundRequest(row.id, { priority, signal: line.signal })));
    }
  }
  if (!orders.upsertRefundRequests(rows)) return false;
  releaseDecided(line);
  return true;
}

const refundsLookedThrough = 500;

/** Refunds whose every request the platform has decided against: no money goes back, and another may be asked for. */
function releaseDecided(line: Line): void {
  const { context, account } = line;
  const cache = context.cache().orders;
  for (const refund of context.ledger.refunds.recent(refundsLookedThrough)) {
    if (refund.accountId !== account.id || refund.queueState !== 'confirmed' || refund.requests.length === 0) continue;
    const states = refund.requests.map((id) => cache.refundRequest(account.id, id)?.state);
    if (states.every((state) => state === 'rejected' || state === 'failed')) {
      context.ledger.refunds.release(refund.id, states.includes('failed') ? 'failed' : 'rejected', syncAct(context));
    }
  }
}
