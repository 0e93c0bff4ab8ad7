import { actOf } from '../../shared/domain/act-of.ts';
import type { Attempt, QueueEntry } from '../../shared/domain/acts.ts';
import { type DoubtReason, doubtNote } from '../../shared/domain/doubt.ts';
import { ProblemError, problemOf } from '../../shared/errors.ts';
import type { Settlement } from '../ledger/ledger.ts';
import { PlatformError } from '../platforms/platform-error.ts';
import { type Line, syncAct } from './context.ts';
import { reconcileDeed } from './deeds.ts';
import { attempt, inMs, moveAct, refOf } from './queue-moves.ts';
import { tellQueue } from './queue-news.ts';
import { reconcileRefund } from './reconcile-refund.ts';
import { reconcileSale } from './reconcile-sale.ts';
import { sinceDecision } from './send-spans.ts';

/** What looking for one act came to. */
export type Finding =
  | { readonly kind: 'found'; readonly settlement: Settlement }
  /** It is not there. */
  | { readonly kind: 'absent' }
  /** It was not found, and some of what the platform listed could not be read. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'doubt'; readonly why: DoubtReason; readonly orderIds: readonly string[] };

/** No pause is longer than this: an act that seems due later was written before the laptop's clock was set back. */
const longestPauseMs = 10 * 60_000;

/**
 * Finds out what became of acts whose answer was lost and whose time to look has come, the longest due first. Never sends anything.
 * @param atMost how many are looked for in one go, so that a pile of doubts holds up no sale.
 * @returns how many were looked for.
 */
export async function reconcileDue(line: Line, atMost = Number.POSITIVE_INFINITY): Promise<number> {
  const { context, account } = line;
  const due = context.ledger.queue
    .inStates(account.id, ['unknown'])
    .map((entry) => ({ entry, at: dueAt(line, entry) }))
    .filter(({ at }) => at <= context.now())
    .sort((a, b) => a.at - b.at);
  let looked = 0;
  for (const { entry } of due) {
    if (line.signal.aborted || looked >= atMost) break;
    if (!context.ledger.queue.move(refOf(entry), 'unknown', 'reconciling', {}, syncAct(context))) continue;
    tellQueue(line, [entry]);
    await look(line, entry);
    looked += 1;
  }
  return looked;
}

/** When the next look is due; null when nothing is in doubt. */
export function nextLook(line: Line): number | null {
  const times = line.context.ledger.queue.inStates(line.account.id, ['unknown']).map((entry) => dueAt(line, entry));
  return times.length === 0 ? null : Math.min(...times);
}

function dueAt(line: Line, entry: QueueEntry): number {
  const next = actOf(entry).nextAttemptMs ?? 0;
  return next - line.context.now() > longestPauseMs ? 0 : next;
}

async function look(line: Line, entry: QueueEntry): Promise<void> {
  const { memory, context } = line;
  const { id } = actOf(entry);
  if (!memory.inDoubtSince.has(id)) memory.inDoubtSince.set(id, context.steady());
  const last = mayResend(line, entry);
  try {
    settle(line, entry, await lookFor(line, entry, last), last);
  } catch (error) {
    if (problemOf(error).code === 'forbidden') {
      // Looking again would be refused again.
      settle(line, entry, { kind: 'doubt', why: 'may_not_look', orderIds: [] }, last);
      return;
    }
    if (isUnreadable(error)) {
      context.log.warn('what the platform answered could not be read', { code: problemOf(error).code });
      settle(line, entry, { kind: 'unread' }, last);
      return;
    }
    if (!(error instanceof ProblemError)) context.log.error('reconciling failed', { cause: error });
    // Not found out: the act stays in doubt, nothing is sent, and those after it have their turn.
    moveAct(line, entry, 'reconciling', 'unknown', {
      nextAttemptMs: inMs(line, problemOf(error).retryAfterMs ?? context.pace.unreachableMs),
    });
  }
}

/** The platform answered, whole, and not as it is known to. */
function isUnreadable(error: unknown): boolean {
  return error instanceof PlatformError && error.problem.code === 'bad_response' && !error.cut;
}

function lookFor(line: Line, entry: QueueEntry, last: boolean): Promise<Finding> {
  switch (entry.kind) {
    case 'sale':
      return reconcileSale(line, entry.sale, last);
    case 'refund':
      return reconcileRefund(line, entry.refund);
    case 'deed':
      return reconcileDeed(line, entry.deed, last);
  }
}

function settle(line: Line, entry: QueueEntry, finding: Finding, last: boolean): void {
  switch (finding.kind) {
    case 'found':
      moveAct(line, entry, 'reconciling', 'confirmed', finding.settlement);
      return;
    case 'doubt':
      moveAct(line, entry, 'reconciling', 'needs_person', {
        attempt: attempt(line, 'unknown', doubtNote(finding.why, finding.orderIds)),
      });
      return;
    case 'unread':
      // As good as not asked. It may become readable; when it would be time to send again, and once more after that, a person looks instead.
      if (settlesInMs(line, entry) > -(line.context.pace.looksMs.at(-1) ?? 0)) lookAgain(line, entry, null);
      else settle(line, entry, { kind: 'doubt', why: 'not_readable', orderIds: [] }, last);
      return;
    case 'absent':
      if (!last) {
        lookAgain(line, entry, attempt(line, 'not_found'));
        return;
      }
      if (timesSent(actOf(entry).attempts) >= line.context.pace.sendsAtMost) {
        moveAct(line, entry, 'reconciling', 'needs_person', {
          attempt: attempt(line, 'not_found', doubtNote('sent_too_often', [])),
        });
        return;
      }
      moveAct(line, entry, 'reconciling', 'queued', {
        attempt: attempt(line, 'not_found'),
        nextAttemptMs: null,
      });
  }
}

/** @param found what this look came to, for the act's story; null for nothing. */
function lookAgain(line: Line, entry: QueueEntry, found: Attempt | null): void {
  const { looksMs } = line.context.pace;
  const looked = found === null ? looksMs.length : looksSinceLastSend(actOf(entry).attempts);
  const pause = looksMs[Math.min(looked, looksMs.length - 1)] ?? 0;
  const untilSettled = settlesInMs(line, entry);
  moveAct(line, entry, 'reconciling', 'unknown', {
    ...(found === null ? {} : { attempt: found }),
    nextAttemptMs: inMs(line, untilSettled > 0 ? Math.min(pause, untilSettled) : pause),
  });
}

/**
 * True when an act that is not found now may be sent again: looked for in vain before, and long enough in doubt with the way open, by a clock
 * that nobody can set, for the network and the platform to be done with it.
 */
function mayResend(line: Line, entry: QueueEntry): boolean {
  return looksSinceLastSend(actOf(entry).attempts) >= 2 && settlesInMs(line, entry) <= 0;
}

/** docs/decisions/0034. */
function settlesInMs(line: Line, entry: QueueEntry): number {
  const { board, context } = line;
  const now = context.steady();
  const awake = Math.max(line.memory.inDoubtSince.get(actOf(entry).id) ?? now, board.wokeSteadyMs);
  const open = Math.max(awake, board.reopenedSteadyMs);
  return Math.min(open + context.pace.settleMs, awake + context.pace.settleAtMostMs) - now;
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

function timesSent(attempts: readonly Attempt[]): number {
  const story = sinceDecision(attempts);
  return story.filter((one, index) => one.outcome === 'sent' && story[index + 1]?.outcome !== 'not_sent').length;
}
