import { setTimeout as pause } from 'node:timers/promises';
import type { CallInput } from '../../shared/contract/index.ts';
import { actOf } from '../../shared/domain/act-of.ts';
import type { QueueEntry, QueueState } from '../../shared/domain/acts.ts';
import type { Till } from './till-process.ts';

export type Decision = CallInput<'queue.decide'>['choice'];

const settleWithinMs = 180_000;

export function stateOf(entry: QueueEntry): QueueState {
  return actOf(entry).queueState;
}

/** Waits until at most so many acts are moving. */
export async function notBusy(till: Till, most: number): Promise<void> {
  for (;;) {
    const open = await till.call('queue.list', { settled: false, limit: 500 });
    if (open.filter((entry) => stateOf(entry) !== 'needs_person').length <= most) return;
    await pause(100);
  }
}

/**
 * Waits until nothing moves; where a person is asked, `person` answers.
 * @returns how many acts needed one.
 */
export async function settleAll(till: Till, person: (entry: QueueEntry) => Promise<Decision>): Promise<number> {
  const asked = new Set<string>();
  const deadline = performance.now() + settleWithinMs;
  while (performance.now() < deadline) {
    const open = await till.call('queue.list', { settled: false, limit: 500 });
    if (open.length === 0) break;
    for (const entry of open) {
      if (stateOf(entry) !== 'needs_person') continue;
      const act =
        entry.kind === 'sale'
          ? ({ kind: 'sale', saleId: entry.sale.id } as const)
          : entry.kind === 'refund'
            ? ({ kind: 'refund', refundId: entry.refund.id } as const)
            : ({ kind: 'deed', deedId: entry.deed.id } as const);
      asked.add(actOf(entry).id);
      await till.call('queue.decide', { act, choice: await person(entry) });
    }
    await pause(150);
  }
  return asked.size;
}
