import type { Attempt, Order, QueueEntry, Refund, Sale } from '../../shared/domain/orders.ts';
import { ProblemError, problemOf } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { Settlement } from '../ledger/ledger.ts';
import { customerToSend } from '../ledger/till-reference.ts';
import { ask } from './ask.ts';
import { type Line, syncAct } from './context.ts';
import { type Candidate, decideReconcile, decideRefund, inWindow } from './decide-reconcile.ts';
import { refOf } from './push.ts';
import { tellQueue } from './queue-news.ts';

/** An act that is not found is looked for this often, further and further apart, before it counts as never arrived. */
const looks = [4_000, 10_000, 20_000] as const;
const retryWhenUnreachableMs = 3_000;

/** Finds out what became of every act whose answer was lost and whose time to look has come. Never sends anything. @returns how many were looked for. */
export async function reconcileDue(line: Line): Promise<number> {
  const { context, account } = line;
  const unknown = context.ledger.queue.inStates(account.id, ['unknown']);
  let looked = 0;
  for (const entry of unknown) {
    if (line.signal.aborted) break;
    const next = actOf(entry).nextAttemptMs;
    if (next !== null && next > context.now()) continue;
    if (!context.ledger.queue.move(refOf(entry), 'unknown', 'reconciling', {}, syncAct(context))) continue;
    tellQueue(line, [entry]);
    await reconcileOne(line, entry);
    looked += 1;
  }
  return looked;
}

/** When the next look is due; null when nothing is in doubt. */
export function nextLook(line: Line): number | null {
  const times = line.context.ledger.queue
    .inStates(line.account.id, ['unknown'])
    .map((entry) => actOf(entry).nextAttemptMs ?? 0);
  return times.length === 0 ? null : Math.min(...times);
}

function actOf(entry: QueueEntry): Sale | Refund {
  return entry.kind === 'sale' ? entry.sale : entry.refund;
}

async function reconcileOne(line: Line, entry: QueueEntry): Promise<void> {
  try {
    if (entry.kind === 'sale') await reconcileSale(line, entry);
    else await reconcileRefund(line, entry);
  } catch (error) {
    if (!(error instanceof ProblemError)) line.context.log.error('reconciling failed', { cause: error });
    // Not found out: the act stays in doubt, and nothing is sent.
    moveOn(line, entry, 'unknown', {
      nextAttemptMs: as<EpochMs>(line.context.now() + (problemOf(error).retryAfterMs ?? retryWhenUnreachableMs)),
    });
  }
}

async function reconcileSale(line: Line, entry: QueueEntry & { readonly kind: 'sale' }): Promise<void> {
  const { context, account } = line;
  const { sale } = entry;
  const candidates = await findCandidates(line, sale);
  const claimed = context.ledger.sales.claimedOrders(account.id);
  const verdict = decideReconcile(sale, candidates, claimed, twinsInDoubt(line, sale), clockOf(line, sale));
  switch (verdict.kind) {
    case 'adopt': {
      const found = candidates.find(({ order }) => order.id === verdict.orderId);
      if (!found) throw new TypeError('the adopted order is none of the candidates');
      const { order } = found;
      context.cache().orders.upsertOrders([{ ...order, contact: sale.customer, items: sale.items }]);
      moveOn(line, entry, 'confirmed', {
        attempt: attempt(line, 'reconciled', order.number),
        order: { id: order.id, number: order.number, publicToken: order.publicToken, paymentLink: order.paymentLink },
      });
      return;
    }
    case 'doubt':
      context.cache().orders.upsertOrders(candidates.map(({ order }) => order));
      moveOn(line, entry, 'needs_person', { attempt: attempt(line, 'unknown', verdict.why) });
      return;
    case 'absent':
      lookAgainOrSend(line, entry, sale.attempts);
      return;
  }
}

/** Nothing was found: look again later; after the last look it never arrived, and is sent again. */
function lookAgainOrSend(line: Line, entry: QueueEntry, attempts: readonly Attempt[]): void {
  const looked = looksSinceLastSend(attempts);
  const next = looks[looked];
  if (next === undefined) {
    moveOn(line, entry, 'queued', { attempt: attempt(line, 'not_found', 'never_arrived'), nextAttemptMs: null });
    return;
  }
  moveOn(line, entry, 'unknown', {
    attempt: attempt(line, 'not_found', ''),
    nextAttemptMs: as<EpochMs>(line.context.now() + next),
  });
}

/** How often the platform was searched in vain since the act was last sent. */
export function looksSinceLastSend(attempts: readonly Attempt[]): number {
  let looked = 0;
  for (const one of attempts) {
    if (one.outcome === 'not_found') looked += 1;
    else if (one.outcome === 'sent' || one.outcome === 'unknown') looked = 0;
  }
  return looked;
}

async function findCandidates(line: Line, sale: Sale): Promise<readonly Candidate[]> {
  const sent = customerToSend(sale);
  const terms = [...new Set([sent.email, sent.phone, sent.name].filter((term) => term !== ''))];
  const found = new Map<string, Order>();
  const clock = clockOf(line, sale);
  for (const search of terms) {
    const page = await ask(line, () =>
      line.platform.orders({ page: 1, perPage: 100, search, priority: 'staff', signal: line.signal }),
    );
    for (const order of page.rows) {
      if (inWindow(order.createdAtMs, clock.firstSentMs, clock.lastSentMs, clock.skewMs)) found.set(order.id, order);
    }
  }
  const candidates: Candidate[] = [];
  for (const order of found.values()) {
    const detail = await ask(line, () => line.platform.order(order.id, { priority: 'staff', signal: line.signal }));
    candidates.push({ order: { ...order, paymentLink: detail.order.paymentLink }, items: detail.order.items });
  }
  return candidates;
}

function clockOf(line: Line, sale: Sale): { firstSentMs: number; lastSentMs: number; skewMs: number } {
  const sent = sale.attempts.filter((one) => one.outcome === 'sent').map((one) => one.at);
  return {
    firstSentMs: sent[0] ?? sale.createdAtMs,
    lastSentMs: sent.at(-1) ?? sale.createdAtMs,
    skewMs: line.board.clockSkewMs,
  };
}

function twinsInDoubt(line: Line, sale: Sale): number {
  const mine = fingerprint(sale);
  return line.context.ledger.queue
    .inStates(line.account.id, ['unknown', 'reconciling', 'needs_person'])
    .filter((entry) => entry.kind === 'sale' && fingerprint(entry.sale) === mine).length;
}

/** Equal for sales that a platform could not tell apart. */
function fingerprint(sale: Sale): string {
  return JSON.stringify([customerToSend(sale), sale.total, sale.items]);
}

async function reconcileRefund(line: Line, entry: QueueEntry & { readonly kind: 'refund' }): Promise<void> {
  const { context, account, platform, signal } = line;
  const { refund } = entry;
  const detail = await ask(line, () => platform.order(refund.target.orderId, { priority: 'staff', signal }));
  const cache = context.cache().orders;
  cache.upsertOrders([detail.order]);
  cache.upsertPayments(detail.payments);
  const requests = await ask(line, () => platform.refundRequests({ page: 1, priority: 'staff', signal }));
  cache.upsertRefundRequests(requests.rows);
  const { target } = refund;
  const payments = detail.payments.filter(
    (payment) =>
      payment.status === 'approved' &&
      payment.amount.minor > 0 &&
      (target.kind !== 'payment' || payment.id === target.paymentId),
  );
  const standing = cache
    .refundRequestsOf(
      account.id,
      payments.map((payment) => payment.id),
    )
    .filter((request) => request.state !== 'rejected' && request.state !== 'failed');
  const expected = target.kind === 'order' ? payments.length : 1;
  if (decideRefund(expected, standing.length, detail.order.status === 'cancelled') === 'adopt') {
    moveOn(line, entry, 'confirmed', {
      attempt: attempt(line, 'reconciled', ''),
      requests: standing.map((request) => request.id),
    });
    return;
  }
  lookAgainOrSend(line, entry, refund.attempts);
}

function attempt(line: Line, outcome: Attempt['outcome'], note: string): Attempt {
  return { at: line.context.now(), outcome, note };
}

function moveOn(
  line: Line,
  entry: QueueEntry,
  to: 'confirmed' | 'queued' | 'unknown' | 'needs_person',
  settlement: Settlement,
): void {
  line.context.ledger.queue.move(refOf(entry), 'reconciling', to, settlement, syncAct(line.context));
  tellQueue(line, [entry]);
}
