import type { Ozora } from './context.ts';
import type { DeliveryRow } from './rows.ts';

/** A message of a provider, due after `delayMs` of sandbox time; 0 leaves it to the control plane. @returns its id. */
export function enqueue(
  ctx: Ozora,
  message: Pick<DeliveryRow, 'transaction_id' | 'kind' | 'what' | 'body'>,
  delayMs: number,
): number {
  const { lastInsertRowid } = ctx.store
    .sql('INSERT INTO deliveries VALUES (NULL, ?, ?, ?, ?, 0, ?, 0)')
    .run(
      ...[message.transaction_id, message.kind, message.what, message.body],
      delayMs > 0 ? ctx.clock.now() + delayMs : null,
    );
  return Number(lastInsertRowid);
}

export function findDelivery(ctx: Ozora, id: number): DeliveryRow | undefined {
  return ctx.store.sql<DeliveryRow>('SELECT * FROM deliveries WHERE id = ?').get(id);
}
