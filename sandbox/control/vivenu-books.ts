import type { Vivenu } from '../vivenu/context.ts';
import { major, type Ticket, type Transaction } from '../vivenu/model.ts';
import { presentTicket, presentTransaction } from '../vivenu/present.ts';
import type { ControlCall, ControlRoute } from './control.ts';

const iso = (ms: number) => new Date(ms).toISOString();

function paging({ query }: ControlCall) {
  const whole = (name: string, fallback: number, max: number) => {
    const value = Math.floor(Number(query.get(name) ?? fallback));
    return Number.isFinite(value) && value >= 1 ? Math.min(max, value) : fallback;
  };
  return { page: whole('page', 1, 1e9), perPage: whole('per_page', 100, 1000) };
}

function state(ctx: Vivenu) {
  const { store } = ctx;
  const count = (table: string) => store.count(`SELECT COUNT(*) FROM ${table}`);
  const by = (column: string, table: string) => {
    const rows = store.sql<{ k: string; n: number }>(
      `SELECT ${column} AS k, COUNT(*) AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.all().map(({ k, n }) => [k, n]));
  };
  return {
    plan: store.plan(),
    settings: ctx.settings,
    transactions: count('transactions'),
    transactions_by_status: by('status', 'transactions'),
    transactions_by_payment_status: by('payment_status', 'transactions'),
    tickets: count('tickets'),
    tickets_by_status: by('status', 'tickets'),
    ...{ events: count('events'), customers: count('customers'), checkouts: count('checkouts') },
    ...{ scans: count('scans'), refunds: count('refunds'), outbox: count('outbox') },
  };
}

/** The cases that every data set has, by name; and what a tester needs to know of the evening. */
function cases(ctx: Vivenu) {
  const rows = ctx.store.sql<{ name: string; id: string }>('SELECT name, id FROM cases').all();
  return { transactions: Object.fromEntries(rows.map(({ name, id }) => [name, id])) };
}

interface RefundRow {
  id: string;
  amount_cents: number;
  currency: string;
  target: string;
  created_ms: number;
}

/** Transactions with tickets, refunds and scans, newest first; `made=api`: only those that came over HTTP. */
function books(ctx: Vivenu, call: ControlCall) {
  const { page, perPage } = paging(call);
  const { sql } = ctx.store;
  const where = call.query.get('made') === 'api' ? "WHERE made = 'api'" : '';
  const rows = sql<{ id: string; made: string; doc: string }>(
    `SELECT id, made, doc FROM transactions ${where} ORDER BY n DESC LIMIT ? OFFSET ?`,
  ).all(perPage, (page - 1) * perPage);
  const refunds = sql<RefundRow>('SELECT * FROM refunds WHERE transaction_id = ? ORDER BY n');
  const tickets = sql<{ doc: string }>('SELECT doc FROM tickets WHERE transaction_id = ? ORDER BY n');
  const scans = sql<{ doc: string }>('SELECT doc FROM scans WHERE ticket_id = ? ORDER BY n');
  const data = rows.map((row) => ({
    made: row.made,
    transaction: presentTransaction(JSON.parse(row.doc) as Transaction),
    tickets: tickets.all(row.id).map(({ doc }) => {
      const ticket = JSON.parse(doc) as Ticket;
      return { ...presentTicket(ticket), scans: scans.all(ticket._id).map((scan) => JSON.parse(scan.doc) as object) };
    }),
    refunds: refunds.all(row.id).map((refund) => ({
      ...{ _id: refund.id, amount: major(refund.amount_cents), currency: refund.currency },
      ...{ target: refund.target, created_at: iso(refund.created_ms) },
    })),
  }));
  return { data, total: ctx.store.count(`SELECT COUNT(*) FROM transactions ${where}`), page, per_page: perPage };
}

function checkouts(ctx: Vivenu, call: ControlCall) {
  const { page, perPage } = paging(call);
  const rows = ctx.store
    .sql<{ id: string; status: string; transaction_id: string | null; created_ms: number }>(
      'SELECT id, status, transaction_id, created_ms FROM checkouts ORDER BY n DESC LIMIT ? OFFSET ?',
    )
    .all(perPage, (page - 1) * perPage);
  const data = rows.map(({ id, created_ms, ...row }) => ({ _id: id, ...row, created_at: iso(created_ms) }));
  return { data, total: ctx.store.count('SELECT COUNT(*) FROM checkouts'), page, per_page: perPage };
}

interface OutboxRow {
  n: number;
  kind: string;
  created_ms: number;
  doc: string;
}

/** Mails and webhooks, oldest first after `since`; webhooks with their deliveries. */
function outbox(ctx: Vivenu, { query }: ControlCall) {
  const kind = query.get('kind');
  const rows = ctx.store
    .sql<OutboxRow>('SELECT * FROM outbox WHERE n > ? AND (? IS NULL OR kind = ?) ORDER BY n LIMIT 1000')
    .all(Number(query.get('since') ?? 0), kind, kind);
  const deliveries = ctx.store.sql<{
    listener_id: string;
    attempts: number;
    due_ms: number | null;
    last: string | null;
  }>('SELECT listener_id, attempts, due_ms, last FROM deliveries WHERE outbox_n = ? ORDER BY n');
  const data = rows.map((row) => ({
    ...{ n: row.n, kind: row.kind, created_at: iso(row.created_ms), ...(JSON.parse(row.doc) as object) },
    ...(row.kind === 'webhook'
      ? {
          deliveries: deliveries.all(row.n).map(({ due_ms, ...delivery }) => ({
            ...delivery,
            due_at: due_ms === null ? null : iso(due_ms),
          })),
        }
      : {}),
  }));
  return { data, last: ctx.store.count('SELECT COALESCE(MAX(n), 0) FROM outbox') };
}

/** vivenu's books: what really happened, for tests that compare. */
export function vivenuBookRoutes(ctx: Vivenu): ControlRoute[] {
  return [
    ['GET', '/vivenu/state', () => state(ctx)],
    ['GET', '/vivenu/cases', () => cases(ctx)],
    ['GET', '/vivenu/books', (call) => books(ctx, call)],
    ['GET', '/vivenu/checkouts', (call) => checkouts(ctx, call)],
    ['GET', '/vivenu/outbox', (call) => outbox(ctx, call)],
    ['DELETE', '/vivenu/outbox', () => void ctx.store.sql('DELETE FROM outbox').run()],
  ];
}
