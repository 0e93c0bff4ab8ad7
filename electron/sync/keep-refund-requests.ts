import type { Refund } from '../../shared/domain/acts.ts';
import type { RefundRequest } from '../../shared/domain/orders.ts';
import type { RefundRequestId } from '../../shared/ids.ts';
import { ask } from './ask.ts';
import { type Line, syncAct } from './context.ts';

/**
 * Keeps listed refund requests. The list tells neither when one was decided nor why it was rejected (T14; T13 does), so each is asked for by
 * itself once its state moved while it was known here, or when it was decided before the list first showed it to the laptop that asked for it.
 * What was learnt that way is not forgotten with the next list.
 * @returns true when something changed.
 */
export async function keepRefundRequests(
  line: Line,
  listed: readonly RefundRequest[],
  priority: 'pull' | 'staff',
): Promise<boolean> {
  const { orders } = line.context.cache();
  const { refunds } = line.context.ledger;
  const own = refunds.askedHere(
    line.account.id,
    listed.map((row) => row.id),
  );
  const rows: RefundRequest[] = [];
  for (const row of listed) {
    const known = orders.refundRequest(row.accountId, row.id);
    const news = known === null ? own.has(row.id) && row.state !== 'requested' : known.state !== row.state;
    if (row.decidedAt === null && news) {
      rows.push(await ask(line, () => line.platform.refundRequest(row.id, { priority, signal: line.signal })));
    } else {
      const decidedAt = row.decidedAt ?? known?.decidedAt ?? null;
      rows.push({ ...row, decidedAt, rejectionReason: row.rejectionReason ?? known?.rejectionReason ?? null });
    }
  }
  const changed = orders.upsertRefundRequests(rows);
  const against = orders.refundsDecidedAgainst(line.account.id);
  for (const refund of refunds.standingWith(line.account.id, against)) releaseDecidedAgainst(line, refund);
  return changed;
}

/** A refund that the platform took and then decided against stands no longer in the way of another one for the same money. */
function releaseDecidedAgainst(line: Line, refund: Refund): void {
  const { orders } = line.context.cache();
  // Another account of this platform may have asked for it, and be removed since.
  const requestOf = (id: RefundRequestId) =>
    orders.refundRequest(line.account.id, id) ?? orders.refundRequest(refund.accountId, id);
  const states = refund.requests.map((id) => requestOf(id)?.state);
  if (!states.every((state) => state === 'rejected' || state === 'failed')) return;
  line.context.ledger.refunds.release(
    refund.id,
    states.includes('failed') ? 'failed' : 'rejected',
    syncAct(line.context),
  );
}
