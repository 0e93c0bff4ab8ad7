import type { Attempt } from '../../shared/domain/acts.ts';
import type { KnownClock } from './platform-clock.ts';

/**
 * When one sending of an act was under way, by the platform's clock (epoch ms): what was made between `fromMs` and `toMs` may be ours without more
 * ado. What was made later may be ours too: a laptop that sleeps with a request on its way can deliver it the next day. So may what was made from
 * `sinceMs` on, where the clocks' difference was not known well.
 */
export interface SendSpan {
  readonly sinceMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where in an act's sendings a moment lies. `perhaps`: made later, or so little earlier that the clocks may be wrong; `outside`: before all of them. */
export type SpanTime = 'in_flight' | 'perhaps' | 'outside';

/** How far a time of the platform may lie off: it gives whole seconds, rounded down, its `Date` header too. */
const toleranceMs = 5_000;

/** A difference of the clocks that is known no better than this proves nothing: what lies so far off may be ours, and may be somebody else's. */
const widestSureMs = 30_000;

/** Not worth a note: the tolerance covers it. */
const smallMs = 1_500;

const notePattern = /^clock (-?\d+)(?: ±(\d+))?$/;
const unknownNote = 'clock ?';
const right: KnownClock = { skewMs: 0, withinMs: 0 };
const unknown: KnownClock = { skewMs: 0, withinMs: Number.POSITIVE_INFINITY };

/**
 * Note of an attempt `sent`: how far the platform's clock was ahead of this laptop's and by how much that may be wrong (ms), so that a clock put right
 * later confuses nothing. Null where no answer has told the platform's time.
 */
export function sentNote(clock: KnownClock | null): string {
  if (clock === null) return unknownNote;
  const { skewMs, withinMs } = clock;
  return Math.abs(skewMs) < 1_000 && withinMs <= smallMs ? '' : `clock ${Math.round(skewMs)} ±${Math.ceil(withinMs)}`;
}

function clockOf({ note }: Attempt): KnownClock {
  if (note === unknownNote) return unknown;
  const [, skew, within] = notePattern.exec(note) ?? [];
  return skew === undefined ? right : { skewMs: Number(skew), withinMs: Number(within ?? 0) };
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
  // What the clocks differed by is not known of what a backup did not hold.
  let clock = unknown;
  story.forEach((one, index) => {
    if (one.outcome === 'sent') {
      clock = clockOf(one);
      const end = story[index + 1];
      if (end?.outcome !== 'not_sent') spans.push(spanOf(one.at, end ?? one, clock, lateForMs));
    } else if (one.note === 'ledger_damaged') {
      // Restored from a backup: what was sent after the backup is not in the story.
      spans.push(span(act.createdAtMs, one.at + lateForMs, clock));
    }
  });
  return spans;
}

function spanOf(sentAt: number, end: Attempt, clock: KnownClock, lateForMs: number): SendSpan {
  const killed = afterwards.has(end.note);
  const lostAt = killed ? Math.min(end.at, sentAt + longestSendMs) : end.at;
  // A process that died cannot say when its request did.
  return span(sentAt, Math.max(sentAt, lostAt) + (killed ? lateForMs : 0), clock);
}

function span(sentAt: number, lostAt: number, { skewMs, withinMs }: KnownClock): SendSpan {
  const sureMs = toleranceMs + (withinMs > widestSureMs ? 0 : withinMs);
  return {
    sinceMs: sentAt + skewMs - toleranceMs - withinMs,
    fromMs: sentAt + skewMs - sureMs,
    toMs: lostAt + skewMs + sureMs,
  };
}

/** Where a moment by the platform's clock lies. */
export function timeOf(ms: number, spans: readonly SendSpan[]): SpanTime {
  if (spans.some(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs)) return 'in_flight';
  return spans.some(({ sinceMs }) => ms >= sinceMs) ? 'perhaps' : 'outside';
}
