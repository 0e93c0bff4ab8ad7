import type { Ozora } from './context.ts';
import type { PaymentRow } from './rows.ts';

/** A step that a provider's state machine forbids; 409 on the control plane, the present state on a page. */
export class Conflict extends Error {}

export function paymentOf(ctx: Ozora, transactionId: number): PaymentRow {
  const row = ctx.store.sql<PaymentRow>('SELECT * FROM payments WHERE transaction_id = ?').get(transactionId);
  if (!row) throw new Conflict(`transaction ${transactionId} never reached a provider`);
  return row;
}

export function addPayment(ctx: Ozora, transactionId: number, reference: string, secret: string, status: string): void {
  const sql = "INSERT INTO payments VALUES (?, ?, ?, ?, '', '', NULL)";
  ctx.store.sql(sql).run(transactionId, reference, secret, status);
}

export function changePayment(ctx: Ozora, transactionId: number, change: Partial<Omit<PaymentRow, 'transaction_id'>>) {
  const row = { ...paymentOf(ctx, transactionId), ...change };
  ctx.store
    .sql('UPDATE payments SET status = ?, reason = ?, card = ?, paid_ms = ? WHERE transaction_id = ?')
    .run(row.status, row.reason, row.card, row.paid_ms, transactionId);
}
