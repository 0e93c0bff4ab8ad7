import { isoLocal } from '../time.ts';
import type { Ozora } from './context.ts';
import { invoiceNo } from './data/generate.ts';
import type { Status, TransactionRow } from './rows.ts';
import { findTransaction } from './transactions.ts';

/** From where a provider's word may lead to a state (platform-spec 6.3). */
const FROM: Readonly<Record<Status, readonly Status[]>> = {
  created: [],
  pending: ['created'],
  authorized: ['created', 'pending'],
  // Money that arrived after all counts: only what is finished already, or given back, stays.
  finished: ['created', 'pending', 'authorized', 'failed', 'cancelled', 'timeout'],
  failed: ['created', 'pending', 'authorized'],
  cancelled: ['created', 'pending'],
  timeout: ['created', 'pending'],
  reversed: ['authorized'],
  refunded: ['finished'],
};

/** The next invoice number of the year in Budapest, given once. */
function nextInvoice(ctx: Ozora): string {
  const year = Number(isoLocal(ctx.clock.now()).slice(0, 4));
  const sql =
    'INSERT INTO invoices VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last AS number';
  const row = ctx.store.sql<{ number: number }>(sql).get(year);
  if (!row) throw new Error('no invoice number');
  return invoiceNo(year, row.number);
}

/**
 * Moves a transaction if the state machine allows it, and does nothing otherwise: providers repeat themselves and come
 * late. Finished writes the invoice, once. @returns whether it moved.
 */
export function moveTo(ctx: Ozora, id: number, status: Status): boolean {
  return ctx.store.write(() => {
    const row = findTransaction(ctx, id);
    if (!row || !FROM[status].includes(row.status)) return false;
    ctx.store.sql('UPDATE transactions SET status = ? WHERE id = ?').run(status, id);
    if (status === 'finished' && row.document_no === null) {
      const sql = "UPDATE transactions SET document_type = 'invoice', document_no = ? WHERE id = ?";
      ctx.store.sql(sql).run(nextInvoice(ctx), id);
    }
    if (status !== 'pending') ctx.store.sql('DELETE FROM timers WHERE transaction_id = ?').run(id);
    return true;
  });
}

/** Keeps what a provider said beside the transaction. @returns false when an event of that id is known already. */
export function keepMessage(
  ctx: Ozora,
  row: Pick<TransactionRow, 'id'>,
  kind: 'back' | 'ipn' | 'webhook',
  body: string,
  eventId: string | null = null,
): boolean {
  const sql = 'INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING';
  return ctx.store.sql(sql).run(row.id, kind, eventId, body, ctx.clock.now()).changes > 0;
}
