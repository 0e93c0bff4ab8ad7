import type { Attempt, Order, QueueEntry, Refund, Sale } from '../../shared/domain/orders.ts';
import { type Problem, problemOf } from '../../shared/errors.ts';
import { as, type EpochMs, type IsoTime } from '../../shared/ids.ts';
import type { ActRef, Settlement } from '../ledger/ledger.ts';
import { customerToSend } from '../ledger/till-reference.ts';
import type { CreatedOrder } from '../platforms/platform.ts';
import { sendOutcome } from '../platforms/platform-error.ts';
import { ask } from './ask.ts';
import { backoffMs } from './backoff.ts';
import { type Line, syncAct } from './context.ts';
import { tellQueue } from './queue-news.ts';

/**
 * Sends every act that is due, oldest first, one at a time. An act whose answer is lost is left `unknown`, for reconcile.
 * @returns how many were sent.
 */
export async function pushDue(line: Line): Promise<number> {
  const { context, account, signal } = line;
  let sent = 0;
  while (!signal.aborted) {
    const entry = context.ledger.queue.claim(account.id, syncAct(context));
    if (!entry) break;
    tellQueue(line, [entry]);
    await send(line, entry);
    sent += 1;
  }
  return sent;
}

/** What stands for the act in the queue. */
export function refOf(entry: QueueEntry): ActRef {
  return entry.kind === 'sale' ? { kind: 'sale', id: entry.sale.id } : { kind: 'refund', id: entry.refund.id };
}

async function send(line: Line, entry: QueueEntry): Promise<void> {
  try {
    const settlement = entry.kind === 'sale' ? await sendSale(line, entry.sale) : await sendRefund(line, entry.refund);
    moveOn(line, entry, 'confirmed', { ...settlement, attempt: attempt(line, 'confirmed', '') });
  } catch (error) {
    settleFailure(line, entry, error);
  }
}

async function sendSale(line: Line, sale: Sale): Promise<Settlement> {
  // Not the line's signal: a request that may move money is let finish when the app quits; what is lost then is `unknown`.
  const created = await ask(line, () =>
    line.platform.createOrder(
      {
        customer: customerToSend(sale),
        items: sale.items,
        currency: sale.total.currency,
        tender: sale.tender,
        reference: sale.reference,
      },
      { priority: 'staff' },
    ),
  );
  line.context.cache().orders.upsertOrders([orderOf(line, sale, created)]);
  return { order: created };
}

async function sendRefund(line: Line, refund: Refund): Promise<Settlement> {
  const { target } = refund;
  const requests =
    target.kind === 'payment'
      ? [await ask(line, () => line.platform.refundPayment(target.paymentId, { priority: 'staff' }))]
      : await ask(line, () => line.platform.refundOrder(target.orderId, { priority: 'staff' }));
  return { requests };
}

/** The order as this laptop knows it before the platform has listed it. */
function orderOf(line: Line, sale: Sale, created: CreatedOrder): Order {
  const now = line.context.now();
  return {
    accountId: line.account.id,
    id: created.id,
    number: created.number,
    publicToken: created.publicToken,
    status: 'awaiting_payment',
    platformStatus: { id: '', name: '' },
    total: sale.total,
    createdAt: as<IsoTime>(new Date(now).toISOString()),
    createdAtMs: now,
    contact: sale.customer,
    items: sale.items,
    paymentLink: created.paymentLink,
  };
}

function settleFailure(line: Line, entry: QueueEntry, error: unknown): void {
  const problem = problemOf(error);
  switch (sendOutcome(error)) {
    case 'not_sent':
      moveOn(line, entry, 'queued', {
        attempt: attempt(line, 'not_sent', problem.code),
        nextAttemptMs: retryAt(line, entry, problem),
      });
      return;
    case 'refused':
      moveOn(line, entry, 'rejected', { attempt: attempt(line, 'rejected', refusal(problem)) });
      return;
    case 'unknown':
      moveOn(line, entry, 'unknown', {
        attempt: attempt(line, 'unknown', problem.code),
        nextAttemptMs: as<EpochMs>(line.context.now() + firstLookMs),
      });
      return;
  }
}

/** A lost answer is looked for after this long: the platform may still be at work on it. */
const firstLookMs = 2_000;

function retryAt(line: Line, entry: QueueEntry, problem: Problem): EpochMs {
  const { attempts } = entry.kind === 'sale' ? entry.sale : entry.refund;
  const failures = attempts.filter((one) => one.outcome === 'not_sent').length + 1;
  return as<EpochMs>(line.context.now() + (problem.retryAfterMs ?? backoffMs(failures)));
}

/** The platform's own sentence, with the fields that it names. */
function refusal(problem: Problem): string {
  const fields = Object.entries(problem.fields ?? {}).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  return [problem.message, ...fields].join('\n');
}

function attempt(line: Line, outcome: Attempt['outcome'], note: string): Attempt {
  return { at: line.context.now(), outcome, note };
}

function moveOn(
  line: Line,
  entry: QueueEntry,
  to: 'confirmed' | 'queued' | 'rejected' | 'unknown',
  settlement: Settlement,
): void {
  const moved = line.context.ledger.queue.move(refOf(entry), 'sending', to, settlement, syncAct(line.context));
  if (!moved) line.context.log.error('an act left `sending` behind our back', { ref: refOf(entry) });
  tellQueue(line, [entry]);
}
