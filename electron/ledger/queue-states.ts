import type { QueueState } from '../../shared/domain/acts.ts';

/**
 * The legal moves of an act (design.md, "Selling and refunding"). Beside the plan's arrows: `sending → queued` when the request certainly
 * never left, `reconciling → unknown` when looking was not possible or not yet conclusive.
 */
const moves: Readonly<Record<QueueState, readonly QueueState[]>> = {
  queued: ['sending', 'cancelled'],
  sending: ['confirmed', 'rejected', 'unknown', 'queued'],
  unknown: ['reconciling'],
  reconciling: ['confirmed', 'queued', 'needs_person', 'unknown'],
  // Only a person's word leads out of here: this is it, send again, give up.
  needs_person: ['confirmed', 'queued', 'cancelled'],
  confirmed: [],
  rejected: [],
  cancelled: [],
};

/** True when an act may go from one state to the other. */
export function mayMove(from: QueueState, to: QueueState): boolean {
  return moves[from].includes(to);
}

/** True for states that nothing leads out of. */
export function isSettled(state: QueueState): boolean {
  return moves[state].length === 0;
}

/** States in which the queue itself has something to do, or is doing it. */
export const waitingStates = ['queued', 'sending', 'unknown', 'reconciling'] as const satisfies readonly QueueState[];

/** States that nothing leads out of. */
export const settledStates = ['confirmed', 'rejected', 'cancelled'] as const satisfies readonly QueueState[];

/** States that a process that died leaves behind: whether the platform got the request is not known. */
export const interruptedStates = ['sending', 'reconciling'] as const satisfies readonly QueueState[];
