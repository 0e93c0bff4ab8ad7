import { isoLocal } from '../time.ts';
import { callerOf, needPaymentsSearch, needTicketInScope, needTicketScope } from './auth.ts';
import { type Call, fieldsOf, integerField, type Route } from './call.ts';
import type { Ozora } from './context.ts';
import { notFound } from './errors.ts';
import { major } from './money.ts';
import type { TicketRow, TransactionRow } from './rows.ts';

export function findTicket(ctx: Ozora, id: number): TicketRow | undefined {
  return ctx.store.sql<TicketRow>('SELECT * FROM tickets WHERE id = ?').get(id);
}

export function findTransaction(ctx: Ozora, id: number): TransactionRow | undefined {
  return ctx.store.sql<TransactionRow>('SELECT * FROM transactions WHERE id = ?').get(id);
}

/** A ticket with a finished transaction is paid (platform-spec 6.3). */
export function isPaid(ctx: Ozora, ticketId: number): boolean {
  const sql = "SELECT 1 FROM transactions WHERE id_ticket = ? AND status = 'finished' LIMIT 1";
  return ctx.store.sql(sql).get(ticketId) !== undefined;
}

/** `2026-04-10 14:30:00` in Europe/Budapest, which keeps the same time as Belgrade; no zone is written (O-7). */
export const localDateTime = (ms: number): string => isoLocal(ms).slice(0, 19).replace('T', ' ');

/** Txn of platform-spec 3.2, keys in the order of the document's sample. */
export function transactionOut(row: TransactionRow) {
  return {
    id: row.id,
    created_at: localDateTime(row.created_ms),
    id_ticket: row.id_ticket,
    id_account: row.id_account,
    product_kind: row.product_kind,
    currency: row.currency,
    debit: major(row.debit_minor, row.currency),
    payment_mode: row.payment_mode,
    status: row.status,
    document_type: row.document_type,
    document_no: row.document_no,
  };
}

function ticketIds(ctx: Ozora, call: Call) {
  callerOf(ctx, call.headers, ['service']);
  const sql = 'SELECT DISTINCT id_ticket AS id FROM transactions WHERE id_ticket IS NOT NULL ORDER BY id_ticket';
  const rows = ctx.store.sql<{ id: number }>(sql).all();
  return { ticket_ids: rows.map((row) => row.id) };
}

function ofTicket(ctx: Ozora, call: Call) {
  const caller = callerOf(ctx, call.headers, ['user']);
  needPaymentsSearch(caller);
  needTicketScope(caller);
  const id = integerField(fieldsOf(call), 'ticket_id');
  const ticket = findTicket(ctx, id);
  if (!ticket) throw notFound('Ticket not found');
  needTicketInScope(caller, ticket);
  const rows = ctx.store.sql<TransactionRow>('SELECT * FROM transactions WHERE id_ticket = ? ORDER BY id').all(id);
  return { transactions: rows.map(transactionOut) };
}

function byId(ctx: Ozora, call: Call) {
  needPaymentsSearch(callerOf(ctx, call.headers, ['service', 'user']));
  const row = findTransaction(ctx, integerField(fieldsOf(call), 'search_term'));
  return { transactions: row ? [transactionOut(row)] : [] };
}

/** O1, O3 and O5: what is known of payments. */
export function transactionRoutes(ctx: Ozora): Route[] {
  const { paths } = ctx;
  return [
    { path: paths.ticketIds, methods: ['GET', 'POST'], handle: (call) => ({ body: ticketIds(ctx, call) }) },
    { path: paths.transactions, methods: ['POST'], handle: (call) => ({ body: ofTicket(ctx, call) }) },
    { path: paths.search, methods: ['POST'], handle: (call) => ({ body: byId(ctx, call) }) },
  ];
}
