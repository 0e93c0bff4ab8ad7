import { z } from 'zod';
import type { LostOrder } from '../../shared/domain/orders.ts';
import { type AccountId, as, type EpochMs, type OrderId } from '../../shared/ids.ts';
import type { CacheFacts } from './cache.ts';
import { factNames } from './fact-names.ts';

const stored = z.object({ why: z.enum(['not_found', 'forbidden']), at: z.number() });

/** That its system no longer tells an order of this door to this key, as far as it was last heard; null when it does, or was not asked. */
export function lostOrder(facts: CacheFacts, accountId: AccountId, orderId: OrderId): LostOrder | null {
  const text = facts.get(accountId, nameOf(orderId));
  if (text === null) return null;
  const { why, at } = stored.parse(JSON.parse(text));
  return { why, at: as<EpochMs>(at) };
}

/** Keeps what was heard of an order. @returns false when it was known. */
export function noteLost(facts: CacheFacts, accountId: AccountId, orderId: OrderId, lost: LostOrder | null): boolean {
  const before = lostOrder(facts, accountId, orderId);
  if (lost === null && before === null) return false;
  facts.set(accountId, nameOf(orderId), lost && JSON.stringify(lost));
  return lost?.why !== before?.why;
}

function nameOf(orderId: OrderId): string {
  return `${factNames.lostOrder}${orderId}`;
}
