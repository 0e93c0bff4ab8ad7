import type { Attempt } from '../../shared/domain/orders.ts';

/**
 * When one sending of an act was under way, by the platform's clock (epoch ms): what it made was made from `fromMs` on; until `toMs` it may be
 * ours without more ado. What was made later may be ours too: a laptop that sleeps with a request on its way can deliver it the next day.
 */
export interface SendSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where in an act's sendings a moment lies; `outside`: before any of them. */
export type SpanTime = 'in_flight' | 'late' | 'outside';

/**
 * How far a time of the platform may lie off: it gives whole seconds, rounded down, its `Date` header too, and the skew is measured through the
 * network.
 */
const toleranceMs = 5_000;

const notePrefix = 'clock ';

/** Note of an attempt `sent`: how far the platform's clock was ahead of this laptop's (ms), so that a clock put right later confuses nothing. */
export function sentNote(skewMs: number): string {
  return Math.abs(skewMs) < 1_000 ? '' : `${notePrefix}${Math.round(skewMs)}`;
}

function skewOf(attempt: Attempt): number {
  return attempt.note.startsWith(notePrefix) ? Number(attempt.note.slice(notePrefix.length)) : 0;
}

/** Attempts since a person last decided: what they saw before, they judged. */
export function sinceDecision(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.slice(attempts.findLastIndex((one) => one.outcome === 'chosen') + 1);
}

/** A request waits for the rate budget and for its answer no longer than this. */
const longestSendMs = 120_000;

/** Notes of an attempt `unknown` that tells of a process or a ledger that was lost, and not of an answer. */
const afterwards: ReadonlySet<string> = new Set(['outcome_unknown', 'ledger_damaged']);

/**
 * The sendings of an act whose fate is not known. Those that certainly never left are none.
 * @param lateForMs how long after its answer was lost a platform may still be at work on a request.
 */
export function sendSpans(
  act: { readonly createdAtMs: number; readonly attempts: readonly Attempt[] },
  lateForMs: number,
): readonly SendSpan[] {
  const spans: SendSpan[] = [];
  const story = sinceDecision(act.attempts);
  let skew = 0;
  story.forEach((one, index) => {
    if (one.outcome === 'sent') {
      skew = skewOf(one);
      const end = story[index + 1];
      if (end?.outcome !== 'not_sent') spans.push(spanOf(one.at, end ?? one, skew, lateForMs));
    } else if (one.note === 'ledger_damaged') {
      // Restored from a backup: what was sent after the backup is not in the story.
      const toMs = one.at + skew + lateForMs + toleranceMs;
      spans.push({ fromMs: act.createdAtMs + skew - toleranceMs, toMs });
    }
  });
  return spans;
}

function spanOf(sentAt: number, end: Attempt, skew: number, lateForMs: number): SendSpan {
  const killed = afterwards.has(end.note);
  const lostAt = killed ? Math.min(end.at, sentAt + longestSendMs) : end.at;
  const lostMs = Math.max(sentAt, lostAt) + skew + toleranceMs;
  // A process that died cannot say when its request did.
  return { fromMs: sentAt + skew - toleranceMs, toMs: killed ? lostMs + lateForMs : lostMs };
}

/** Where a moment by the platform's clock lies. */
export function timeOf(ms: number, spans: readonly SendSpan[]): SpanTime {
  if (spans.some((span) => ms >= span.fromMs && ms <= span.toMs)) return 'in_flight';
  return spans.some((span) => ms >= span.fromMs) ? 'late' : 'outside';
}
