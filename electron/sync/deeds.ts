import type { Attempt, Deed } from '../../shared/domain/acts.ts';
import { type Problem, ProblemError, problemOf } from '../../shared/errors.ts';
import type { DeedId } from '../../shared/ids.ts';
import { canonicalEmail } from '../ledger/canonical-contact.ts';
import type { OrderDetailAnswer } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { refreshOrder } from './online.ts';
import { attempt } from './queue-moves.ts';
import type { Finding } from './reconcile.ts';
import { sendSpans } from './send-spans.ts';
import { wait } from './wait.ts';

/** Asks the platform to do it. When the line ends, nothing more is begun; what is on its way is let finish (`HttpRequest.signal`). */
export async function sendDeed(line: Line, { act, orderId, email }: Deed): Promise<void> {
  const { platform, signal } = line;
  const staff = { priority: 'staff', signal } as const;
  await ask<unknown>(line, () => {
    switch (act) {
      case 'complete':
        return platform.completeOrder(orderId, staff);
      case 'markPaid':
        return platform.markPaid(orderId, staff);
      case 'mail':
        return platform.mailTickets(orderId, email, staff);
      case 'invite':
        return platform.sendInvitation(orderId, staff);
    }
  });
}

/** What has become of the order once the platform has answered. The answer counts, whether the order can be asked for just then or not. */
export async function showOrder(line: Line, { orderId }: Deed): Promise<void> {
  try {
    await refreshOrder(line, orderId);
  } catch (error) {
    line.context.log.warn('an act is answered, and its order could not be asked for', { code: problemOf(error).code });
  }
}

/**
 * Looks for a deed whose answer was lost. The order's own past says that it was done. Where it does not: money and completion are absent as
 * long as the order still waits for them; mails leave nothing else to see, and whether one went out twice is for a person to risk.
 * @param last true when what is not found now would be sent again.
 */
export async function reconcileDeed(line: Line, deed: Deed, last: boolean): Promise<Finding> {
  const { platform } = line;
  const answer = await refreshOrder(line, deed.orderId);
  const { order } = answer;
  if (isTold(line, deed, answer)) {
    return { kind: 'found', settlement: { attempt: attempt(line, 'reconciled') } };
  }
  const waits = platform.actsTaken?.(order).includes(deed.act) ?? true;
  const isMail = deed.act === 'mail' || deed.act === 'invite';
  const refused = deed.attempts.findLast(({ outcome }) => outcome === 'sent' || outcome === 'rejected');
  const certain = waits && !isMail && refused?.outcome !== 'rejected';
  // A mail may still be on its way into the order's past; what else the order no longer waits for was done by somebody.
  if (certain || (isMail && !last)) return { kind: 'absent' };
  return { kind: 'doubt', why: 'not_told', orderIds: [] };
}

/**
 * True when the order's past holds a moment that is this deed's. Each moment is one deed's: what an earlier one of the kind left, seconds before, is not
 * this one's, and a mail to another address is not either.
 */
function isTold(line: Line, deed: Deed, { order, history = [] }: OrderDetailAnswer): boolean {
  const { context, account, platform } = line;
  const words = platform.actMoments?.[deed.act] ?? [];
  const left = history.filter(({ what }) => words.includes(what)).sort((a, b) => a.atMs - b.atMs);
  const momentOf = (one: Deed, attempts: readonly Attempt[]): number => {
    const spans = sendSpans({ createdAtMs: one.createdAtMs, attempts }, context.pace.settleMs);
    const since = Math.min(...spans.map(({ fromMs }) => fromMs));
    const to = canonicalEmail(one.email ?? order.contact?.email ?? '');
    const sameAddress = (email = ''): boolean => to === '' || email === '' || canonicalEmail(email) === to;
    return left.findIndex(({ atMs, email }) => atMs >= since && sameAddress(email));
  };
  for (const other of context.ledger.deeds.ofOrder(account.id, deed.orderId)) {
    if (other.act !== deed.act || other.queueState !== 'confirmed') continue;
    // Which of its sendings arrived, if a person said that one did, is not known.
    const at = momentOf(
      other,
      other.attempts.filter(({ outcome }) => outcome !== 'chosen'),
    );
    if (at >= 0) left.splice(at, 1);
  }
  return momentOf(deed, deed.attempts) >= 0;
}

/** What is not on its way by then waits for something else: the way is closed, or others are first. */
const sentWithinMs = 3_000;
/** No answer is waited for longer than this: real writes are given up sooner, and the act goes on in the queue. */
const answerWithinMs = 60_000;

/**
 * Has a deed sent, and waits for what the platform says. Returns also when it is in doubt or could not be sent now: the ledger says so.
 * @param send rings for the queue.
 * @throws ProblemError with the platform's refusal.
 */
export async function answerOf(line: Line, id: DeedId, send: () => void): Promise<void> {
  const { board, memory } = line;
  const answered = new AbortController();
  const waiting = { refusal: null as Problem | null, wake: () => answered.abort() };
  memory.waiting.set(id, waiting);
  try {
    send();
    const open = board.connectivity !== 'offline' && board.connectivity !== 'portal';
    if (open && (board.health === 'ok' || board.health === 'unchecked')) {
      const end = AbortSignal.any([line.signal, answered.signal]);
      const waits = (await wait(sentWithinMs, end)) && line.context.ledger.deeds.get(id)?.queueState === 'sending';
      if (waits) await wait(answerWithinMs - sentWithinMs, end);
    }
  } finally {
    memory.waiting.delete(id);
  }
  if (waiting.refusal) throw new ProblemError(waiting.refusal);
}
