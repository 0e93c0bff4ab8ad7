import { actOf } from '../../shared/domain/act-of.ts';
import type { Attempt, QueueEntry, QueueState } from '../../shared/domain/acts.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { ActRef, Settlement } from '../ledger/ledger.ts';
import { type Line, syncAct } from './context.ts';
import { tellQueue } from './queue-news.ts';

/** What stands for the act in the queue. */
export function refOf(entry: QueueEntry): ActRef {
  switch (entry.kind) {
    case 'sale':
      return { kind: 'sale', id: entry.sale.id };
    case 'refund':
      return { kind: 'refund', id: entry.refund.id };
    case 'deed':
      return { kind: 'deed', id: entry.deed.id };
  }
}

/** An entry of an act's story, made now. */
export function attempt(line: Line, outcome: Attempt['outcome'], note = ''): Attempt {
  return { at: line.context.now(), outcome, note };
}

/** A moment of this laptop's clock, that far from now. */
export function inMs(line: Line, ms: number): EpochMs {
  return as<EpochMs>(Math.round(line.context.now() + ms));
}

/** Moves an act and tells the windows. @returns false when it was not in `from` any more. */
export function moveAct(line: Line, entry: QueueEntry, from: QueueState, to: QueueState, with_: Settlement): boolean {
  const moved = line.context.ledger.queue.move(refOf(entry), from, to, with_, syncAct(line.context));
  if (!moved) line.context.log.error('an act moved behind our back', { act: actOf(entry).id, from, to });
  const { inDoubtSince: doubts, failedLooks } = line.memory;
  if (to !== 'unknown' && to !== 'reconciling') {
    doubts.delete(actOf(entry).id);
    failedLooks.delete(actOf(entry).id);
  } else if (!doubts.has(actOf(entry).id)) doubts.set(actOf(entry).id, line.context.steady());
  tellQueue(line, [entry]);
  return moved;
}

/**
 * Acts that are `sending` or `reconciling` while nothing is being sent or looked for: writing down how it ended had failed (a full disk).
 * Whether the platform has them is not known.
 */
export function recoverStranded(line: Line): void {
  const { queue } = line.context.ledger;
  for (const entry of queue.inStates(line.account.id, ['sending', 'reconciling'])) {
    const from = actOf(entry).queueState;
    moveAct(line, entry, from, 'unknown', {
      attempt: attempt(line, 'unknown', 'outcome_unknown'),
      nextAttemptMs: inMs(line, line.context.pace.firstLookMs),
    });
  }
}
