import type { Refund, RefundTarget } from '../../shared/domain/acts.ts';
import type { Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { PaymentId, RefundRequestId } from '../../shared/ids.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { decideRefund } from './decide-reconcile.ts';
import { keepRefundRequests } from './keep-refund-requests.ts';
import { attempt } from './queue-moves.ts';
import type { Finding } from './reconcile.ts';
import { sendSpans } from './send-spans.ts';
import { noteUnread } from './unread-rows.ts';

/**
 * Looks for a refund whose answer was lost. A request that stands for its payments is ours or somebody else's, and either way none is sent; one
 * that was made since we first sent and has been decided against by now has had its answer too.
 */
export async function reconcileRefund(line: Line, refund: Refund): Promise<Finding> {
  const { context, account, platform, signal } = line;
  const { target } = refund;
  if (target.kind === 'items') return reconcileItems(line, target);
  const spans = sendSpans(refund, context.pace.settleMs);
  const from = Math.min(...spans.map((span) => span.fromMs));
  const since = Math.min(...spans.map((span) => span.sinceMs));
  const detail = await ask(line, () => platform.order(target.orderId, { priority: 'staff', signal }));
  const cache = context.cache().orders;
  cache.upsertOrders([detail.order]);
  cache.upsertPayments(detail.payments);
  const payments = detail.payments.filter(
    (payment) =>
      payment.status === 'approved' &&
      payment.amount.minor > 0 &&
      (target.kind === 'order' || payment.id === target.paymentId),
  );
  const ids = payments.map((payment) => payment.id);
  const { requests: listed, unread } = await requestsSince(line, since);
  await keepRefundRequests(line, listed, 'staff');
  const known = new Map<RefundRequestId, RefundRequest>();
  for (const request of cache.refundRequestsOf(account.id, ids)) known.set(request.id, request);
  for (const request of listed) if (ids.includes(request.paymentId)) known.set(request.id, request);
  const requests = [...known.values()];
  const standing = requests.filter((request) => request.state !== 'rejected' && request.state !== 'failed');
  const decidedAgainst = requests.filter(
    (request) => (request.state === 'rejected' || request.state === 'failed') && request.createdAtMs >= since,
  );
  const verdict = decideRefund({
    target: target.kind,
    payments: payments.length,
    covered: moneyIsBack(detail.payments) ? payments.length : covered(payments, standing),
    decidedAgainst: decidedAgainst.filter(({ createdAtMs }) => createdAtMs >= from).length,
    perhapsAgainst: decidedAgainst.length,
    orderCancelled: detail.order.status === 'cancelled' || detail.order.status === 'refunded',
  });
  switch (verdict) {
    case 'adopt':
      return {
        kind: 'found',
        settlement: {
          attempt: attempt(line, 'reconciled'),
          requests: (standing.length > 0 ? standing : decidedAgainst).map((request) => request.id),
        },
      };
    case 'absent':
      return { kind: unread ? 'unread' : 'absent' };
    default:
      return { kind: 'doubt', why: verdict, orderIds: [] };
  }
}

function covered(payments: readonly Payment[], standing: readonly RefundRequest[]): number {
  const asked = new Set<PaymentId>(standing.map((request) => request.paymentId));
  return payments.filter((payment) => asked.has(payment.id)).length;
}

/** True when everything that was paid has gone back: refunded by somebody, whatever the list of requests shows. */
function moneyIsBack(payments: readonly Payment[]): boolean {
  const approved = payments.filter((payment) => payment.status === 'approved');
  const paid = approved.some((payment) => payment.amount.minor > 0);
  return paid && approved.reduce((sum, payment) => sum + payment.amount.minor, 0) <= 0;
}

/** Items cancelled by themselves (V4): they are, or they are not; some of them is somebody else's doing. */
async function reconcileItems(line: Line, target: RefundTarget & { readonly kind: 'items' }): Promise<Finding> {
  const { platform, signal } = line;
  const items = await ask(line, () => platform.cancellableItems(target.orderId, { priority: 'staff', signal }));
  const cancelled = new Set(items.filter((item) => item.cancelled).map((item) => item.id));
  const done = target.itemIds.filter((id) => cancelled.has(id)).length;
  if (done === 0) return { kind: 'absent' };
  if (done < target.itemIds.length) return { kind: 'doubt', why: 'partly_asked_for', orderIds: [] };
  return { kind: 'found', settlement: { attempt: attempt(line, 'reconciled'), requests: [] } };
}

/** Refund requests, newest first, until they are older than the first sending. */
async function requestsSince(
  line: Line,
  since: number,
): Promise<{ readonly requests: readonly RefundRequest[]; readonly unread: boolean }> {
  const { platform, signal } = line;
  const requests: RefundRequest[] = [];
  let unread = false;
  for (let page = 1; ; page += 1) {
    const answer = await ask(line, () => platform.refundRequests({ page, priority: 'staff', signal }));
    noteUnread(line, 'refunds', answer);
    requests.push(...answer.rows);
    unread ||= answer.setAside.length > 0;
    const oldest = answer.rows.at(-1)?.createdAtMs;
    if (page >= answer.pages || oldest === undefined || oldest < since) return { requests, unread };
  }
}
