import { actOf } from '../../shared/domain/act-of.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { Act, Queue } from '../ledger/ledger.ts';
import { refOf } from './queue-moves.ts';

/**
 * Refuses to let an account go whose acts may have arrived.
 * @param mayAsk its platform can still be asked; where it cannot, only a request that is under way stands in the way.
 * @throws ProblemError `queue_open`.
 */
export function assertNoDoubt(queue: Queue, id: AccountId, mayAsk: boolean): void {
  const { length } = queue.inStates(id, mayAsk ? ['sending', 'unknown', 'reconciling'] : ['sending']);
  if (length > 0) throw problem('queue_open', `${length} acts may have arrived`);
}

/** An account goes: what waits to be sent is taken back, and what nobody can ask about any more is left to a person. */
export function leaveQueue(queue: Queue, id: AccountId, act: Act): void {
  for (const entry of queue.inStates(id, ['queued'])) queue.move(refOf(entry), 'queued', 'cancelled', {}, act);
  for (const entry of queue.inStates(id, ['unknown', 'reconciling'])) {
    const ref = refOf(entry);
    if (actOf(entry).queueState === 'unknown') queue.move(ref, 'unknown', 'reconciling', {}, act);
    const attempt = { at: act.now, outcome: 'unknown', note: 'account_missing' } as const;
    queue.move(ref, 'reconciling', 'needs_person', { attempt }, act);
  }
}
