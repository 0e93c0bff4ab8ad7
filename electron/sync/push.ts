import { actOf } from '../../shared/domain/act-of.ts';
import type { QueueEntry, Refund, Sale } from '../../shared/domain/acts.ts';
import type { Order } from '../../shared/domain/orders.ts';
import { refusalNote } from '../../shared/domain/refusal.ts';
import { type Problem, problemOf } from '../../shared/errors.ts';
import { as, type IsoTime } from '../../shared/ids.ts';
import type { Settlement } from '../ledger/ledger.ts';
import { customerToSend } from '../ledger/till-reference.ts';
import type { CreatedOrder } from '../platforms/platform.ts';
import { sendOutcome } from '../platforms/platform-error.ts';
import { ask } from './ask.ts';
import { isWatched, type Line, platformNow, syncAct } from './context.ts';
import { sendDeed, showOrder } from './deeds.ts';
import { refreshOrder } from './online.ts';
import { attempt, inMs, moveAct } from './queue-moves.ts';
import { tellQueue } from './queue-news.ts';
import { sentNote } from './send-spans.ts';

/** What a round of sending came to. */
export interface Pushed {
  readonly sent: number;
  /** Set when the way to the platform is closed: the acts keep their places, and nothing is tried until it is time again. */
  readonly stopped: Problem | null;
}

/**
 * Sends every act that is due, oldest first, one at a time. An act whose answer is lost is left `unknown`, for reconcile. One that never left
 * ends the round and stays first: sales reach the platform in the order in which they were made.
 * @param atMost how many are sent in one go.
 */
export async function pushDue(line: Line, atMost = Number.POSITIVE_INFINITY): Promise<Pushed> {
  const { context, account, signal } = line;
  let sent = 0;
  while (!signal.aborted && sent < atMost) {
    const entry = context.ledger.queue.claim(account.id, syncAct(context), sentNote(line.board.clock));
    if (!entry) break;
    tellQueue(line, [entry]);
    const stopped = await answered(line, entry);
    if (stopped) return { sent, stopped };
    sent += 1;
  }
  return { sent, stopped: null };
}

/** Sends, and wakes who waits for the answer, however it ends. */
async function answered(line: Line, entry: QueueEntry): Promise<Problem | null> {
  try {
    return await send(line, entry);
  } finally {
    line.memory.waiting.get(actOf(entry).id)?.wake();
  }
}

/** @returns why it never left, null when it did. */
async function send(line: Line, entry: QueueEntry): Promise<Problem | null> {
  let settlement: Settlement;
  try {
    settlement = await sendIt(line, entry);
  } catch (error) {
    const stopped = settleFailure(line, entry, error);
    if (entry.kind === 'deed' && sendOutcome(error) === 'refused') await showOrder(line, entry.deed);
    return stopped;
  }
  moveAct(line, entry, 'sending', 'confirmed', { ...settlement, attempt: attempt(line, 'confirmed') });
  if (entry.kind === 'refund') await showCancelled(line, entry.refund);
  if (entry.kind === 'deed') await showOrder(line, entry.deed);
  return null;
}

async function sendIt(line: Line, entry: QueueEntry): Promise<Settlement> {
  switch (entry.kind) {
    case 'sale':
      return sendSale(line, entry.sale);
    case 'refund':
      return sendRefund(line, entry.refund);
    case 'deed':
      await sendDeed(line, entry.deed);
      return {};
  }
}

async function sendSale(line: Line, sale: Sale): Promise<Settlement> {
  const order = await ask(line, () =>
    line.platform.createOrder(
      {
        customer: customerToSend(sale),
        items: sale.items,
        currency: sale.total.currency,
        tender: sale.tender,
        reference: sale.reference,
      },
      staff(line),
    ),
  );
  if (order.secretLink) line.memory.secretLinks.set(sale.id, order.secretLink);
  keep(line, () => line.context.cache().orders.upsertOrders([orderOf(line, sale, order)]));
  const { id, number, publicToken, paymentLink } = order;
  return { order: { id, number, publicToken, paymentLink } };
}

/** When the line ends, nothing more is begun; what is on its way to the platform is let finish (`HttpRequest.signal`). */
function staff({ signal }: Line) {
  return { priority: 'staff', signal } as const;
}

async function sendRefund(line: Line, { target }: Refund): Promise<Settlement> {
  const { platform } = line;
  switch (target.kind) {
    case 'payment':
      return { requests: [await ask(line, () => platform.refundPayment(target.paymentId, staff(line)))] };
    case 'order': {
      const { orderId, keepMoney } = target;
      return { requests: await ask(line, () => platform.refundOrder(orderId, { ...staff(line), keepMoney })) };
    }
    case 'items':
      await ask(line, () => platform.cancelItems(target.orderId, target, staff(line)));
      return { requests: [] };
  }
}

/** Where items can be cancelled by themselves, an order that is listed as old as it is may have changed: it is read again at once. */
async function showCancelled(line: Line, { target }: Refund): Promise<void> {
  if (!line.platform.capabilities.has('orders.cancel_items')) return;
  try {
    await refreshOrder(line, target.orderId);
  } catch (error) {
    // It is done all the same; its order page asks again.
    line.context.log.info('a cancelled order was not read again', { code: problemOf(error).code });
  }
}

/** The cache can be pulled again; the ledger's word must not wait for it. */
function keep(line: Line, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    line.context.log.warn('the cache did not take what was sent', { code: problemOf(error).code, cause: error });
  }
}

/** The order as this laptop knows it before the platform has listed it. */
function orderOf(line: Line, sale: Sale, created: CreatedOrder): Order {
  const now = platformNow(line);
  return {
    accountId: line.account.id,
    id: created.id,
    number: created.number,
    publicToken: created.publicToken,
    status: created.status,
    platformStatus: { id: '', name: '' },
    total: sale.total,
    createdAt: as<IsoTime>(new Date(now).toISOString()),
    createdAtMs: now,
    contact: sale.customer,
    items: sale.items,
    paymentLink: created.paymentLink,
  };
}

function settleFailure(line: Line, entry: QueueEntry, error: unknown): Problem | null {
  const { pace } = line.context;
  const problem = problemOf(error);
  switch (sendOutcome(error)) {
    case 'not_sent':
      moveAct(line, entry, 'sending', 'queued', {
        attempt: attempt(line, 'not_sent', problem.code),
        nextAttemptMs: null,
      });
      return problem;
    case 'refused': {
      const waiting = line.memory.waiting.get(actOf(entry).id);
      if (waiting) waiting.refusal = problem;
      const told = { attempt: attempt(line, 'rejected', refusalNote(problem)) };
      const looked = entry.kind === 'sale' && isWatched(line, entry.sale.id);
      // What was sent before and arrived late is refused the second time: that the order is done with says nothing of whose doing it was.
      const late = entry.kind === 'deed' && entry.deed.attempts.some(({ outcome }) => outcome === 'unknown');
      if (late) moveAct(line, entry, 'sending', 'unknown', { ...told, nextAttemptMs: inMs(line, pace.firstLookMs) });
      else moveAct(line, entry, 'sending', 'rejected', { ...told, unheard: !waiting && !looked });
      return null;
    }
    case 'unknown':
      line.memory.inDoubtSince.set(actOf(entry).id, line.context.steady());
      moveAct(line, entry, 'sending', 'unknown', {
        attempt: attempt(line, 'unknown', problem.code),
        nextAttemptMs: inMs(line, pace.firstLookMs),
      });
      return null;
  }
}
