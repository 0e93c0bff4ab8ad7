import { actOf } from '../../shared/domain/act-of.ts';
import type { Attempt, QueueEntry } from '../../shared/domain/acts.ts';
import { type DoubtReason, doubtNote } from '../../shared/domain/doubt.ts';
import { type ProblemCode, ProblemError, problemOf } from '../../shared/errors.ts';
import type { Settlement } from '../ledger/ledger.ts';
import { PlatformError } from '../platforms/platform-error.ts';
import { type Line, syncAct } from './context.ts';
import { reconcileDeed } from './deeds.ts';
import { backoffMs } from './pace.ts';
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
  /** It was not found, and some of what the platform told, or all of it, could not be read or was refused: why, if it stays so. */
  | { readonly kind: 'unread'; readonly why?: DoubtReason | undefined }
  | { readonly kind: 'doubt'; readonly why: DoubtReason; readonly orderIds: readonly string[] };

/** No pause is longer than this, whatever the platform asks for: an act that seems due later was written before the laptop's clock was set back. */
const longestPauseMs = 10 * 60_000;

/** Problems of the way to the platform, of the account's key or of this laptop, which may be over at the next look, however long they last. */
const passing: ReadonlySet<ProblemCode> = new Set([
  ...(['offline', 'host_unreachable', 'timeout', 'not_json', 'rate_limited'] as const),
  ...(['key_refused', 'login_refused', 'session_ended', 'disk_full', 'cache_damaged', 'ledger_damaged'] as const),
]);

/** The platform answers, and will not tell: asked again it will say the same. */
const refusals: ReadonlySet<ProblemCode> = new Set([
  ...(['not_found', 'refused', 'refused_fields', 'capability_missing', 'invalid_input'] as const),
]);

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
    const finding = await lookFor(line, entry, last);
    memory.failedLooks.delete(id);
    settle(line, entry, finding, last);
  } catch (error) {
    const finding = findingOf(entry, error);
    if (finding === null) {
      notFoundOut(line, entry, error);
      return;
    }
    const { code } = problemOf(error);
    if (code !== 'forbidden') context.log.warn('what became of an act could not be read', { code });
    settle(line, entry, finding, last);
  }
}

/** What a look came to that failed in a way in which the next would fail too; null where it may not. */
function findingOf(entry: QueueEntry, error: unknown): Finding | null {
  const { code } = problemOf(error);
  if (code === 'forbidden') return { kind: 'doubt', why: 'may_not_look', orderIds: [] };
  // Whole, and not as it is known to answer.
  if (code === 'bad_response' && error instanceof PlatformError && !error.cut) return { kind: 'unread' };
  if (code === 'not_found' && entry.kind !== 'sale') return { kind: 'unread', why: 'order_gone' };
  return refusals.has(code) ? { kind: 'unread', why: 'look_failed' } : null;
}

/**
 * The act stays in doubt, nothing is sent, and those after it have their turn. A platform that fails at each look is asked less and less often; after
 * as long as any request may take to arrive, a person is asked instead.
 */
function notFoundOut(line: Line, entry: QueueEntry, error: unknown): void {
  const { memory, context } = line;
  const { pace } = context;
  const { id } = actOf(entry);
  const { code, retryAfterMs = 0 } = problemOf(error);
  if (!(error instanceof ProblemError)) context.log.error('reconciling failed', { cause: error });
  let pause = pace.unreachableMs;
  if (!passing.has(code)) {
    const before = memory.failedLooks.get(id);
    const sinceSteadyMs = before?.sinceSteadyMs ?? context.steady();
    // One look that fails says nothing, however long the act has been in doubt.
    if (doubtEndsInMs(line, entry) <= 0 && context.steady() - sinceSteadyMs >= pace.settleAtMostMs) {
      settle(line, entry, { kind: 'doubt', why: 'look_failed', orderIds: [] }, false);
      return;
    }
    const times = (before?.times ?? 0) + 1;
    memory.failedLooks.set(id, { times, sinceSteadyMs });
    pause = backoffMs({ backoffMs: pause, backoffAtMostMs: pace.looksMs.at(-1) ?? pause }, times);
  }
  const waitMs = Math.min(Math.max(pause, retryAfterMs), longestPauseMs);
  moveAct(line, entry, 'reconciling', 'unknown', { nextAttemptMs: inMs(line, waitMs) });
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
      else settle(line, entry, { kind: 'doubt', why: finding.why ?? 'not_readable', orderIds: [] }, last);
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
  const open = Math.max(awakeInDoubtSince(line, entry), board.reopenedSteadyMs);
  return Math.min(open + context.pace.settleMs - context.steady(), doubtEndsInMs(line, entry));
}

/** Until nothing that was sent can still arrive, whatever became of the way meanwhile. */
function doubtEndsInMs(line: Line, entry: QueueEntry): number {
  const { pace, steady } = line.context;
  return awakeInDoubtSince(line, entry) + pace.settleAtMostMs - steady();
}

function awakeInDoubtSince({ memory, board, context }: Line, entry: QueueEntry): number {
  return Math.max(memory.inDoubtSince.get(actOf(entry).id) ?? context.steady(), board.wokeSteadyMs);
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
