import type { Cable } from '../fault-hooks.ts';
import type { Faults } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';
import type { TicRs } from '../ticrs/context.ts';
import { major } from '../ticrs/money.ts';
import type { ItemRow, OrderRow, RefundRow, TransactionRow } from '../ticrs/store/rows.ts';
import type { ControlCall, ControlRoute } from './control.ts';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

interface CustomerRow {
  name: string;
  email: string;
  phone: string;
}

function paging({ query }: ControlCall) {
  const whole = (name: string, fallback: number, max: number) => {
    const value = Math.floor(Number(query.get(name) ?? fallback));
    return Number.isFinite(value) && value >= 1 ? Math.min(max, value) : fallback;
  };
  return { page: whole('page', 1, 1e9), perPage: whole('per_page', 100, 1000) };
}

function state(ctx: TicRs, world: { faults: Faults; cable: Cable; log: RequestLog }) {
  const count = (table: string) => ctx.store.count(`SELECT COUNT(*) FROM ${table}`, []);
  const byStatus = ctx.store
    .sql<{ status_id: number; n: number }>(
      'SELECT status_id, COUNT(*) AS n FROM orders GROUP BY status_id ORDER BY status_id',
    )
    .all();
  return {
    now: iso(ctx.clock.now()),
    frozen: ctx.clock.isFrozen(),
    plan: ctx.store.plan(),
    offline: world.cable.isOut(),
    rate_limit: ctx.limiter.limit() ?? 'off',
    faults: world.faults.list().length,
    requests: world.log.last(),
    tic: {
      tickets: ctx.store.tickets.total(1, undefined),
      events: count('events'),
      customers: count('customers'),
      orders: count('orders'),
      orders_by_status: Object.fromEntries(byStatus.map((row) => [row.status_id, row.n])),
      transactions: count('transactions'),
      refunds: count('refunds'),
    },
  };
}

function orders(ctx: TicRs, call: ControlCall) {
  const { page, perPage } = paging(call);
  const { sql } = ctx.store;
  // `origin=api`: only what was created over HTTP since the data was made.
  const origin = call.query.get('origin');
  const where = origin === 'api' ? "WHERE origin = 'api'" : '';
  const rows = sql<OrderRow>(`SELECT * FROM orders ${where} ORDER BY id DESC LIMIT ? OFFSET ?`).all(
    perPage,
    (page - 1) * perPage,
  );
  const customer = sql<CustomerRow>('SELECT name, email, phone FROM customers WHERE id = ?');
  const items = sql<ItemRow>('SELECT * FROM order_items WHERE order_id = ? ORDER BY id');
  const payments = sql<TransactionRow>('SELECT * FROM transactions WHERE order_id = ? ORDER BY id');
  const tickets = sql<{ n: number }>('SELECT COUNT(*) AS n FROM tickets WHERE order_id = ?');
  const data = rows.map((row) => ({
    ...{ id: row.id, number: row.number, signature: row.signature, public_token: row.public_token },
    ...{ created_at: iso(row.created_ms), status_id: row.status_id, closed: row.closed, origin: row.origin },
    ...{ user_agent: row.user_agent },
    ...{ total: major(row.total_minor), currency: row.currency, success_url: row.success_url, fail_url: row.fail_url },
    customer: row.customer_id === null ? null : customer.get(row.customer_id),
    items: items.all(row.id).map((item) => {
      const { type, name, quantity, event_id, ticket_id, event_date, service_date, delivery_date } = item;
      const amount = major(item.amount_minor);
      return { type, name, amount, quantity, event_id, ticket_id, event_date, service_date, delivery_date };
    }),
    transactions: payments.all(row.id).map((payment) => ({
      ...{ signature: payment.signature, status: payment.status, amount: major(payment.amount_minor) },
      ...{ currency: payment.currency, created_at: iso(payment.created_ms) },
    })),
    ...(origin === 'api' ? { tickets: tickets.get(row.id)?.n ?? 0 } : {}),
  }));
  return { data, total: ctx.store.count(`SELECT COUNT(*) FROM orders ${where}`, []), page, per_page: perPage };
}

function refunds(ctx: TicRs, call: ControlCall) {
  const { page, perPage } = paging(call);
  const rows = ctx.store
    .sql<RefundRow & { payment_signature: string; order_signature: string; amount_minor: number; currency: string }>(
      `SELECT r.*, t.signature AS payment_signature, t.amount_minor, t.currency, o.signature AS order_signature
       FROM refunds r JOIN transactions t ON t.id = r.transaction_id JOIN orders o ON o.id = t.order_id
       ORDER BY r.id DESC LIMIT ? OFFSET ?`,
    )
    .all(perPage, (page - 1) * perPage);
  const data = rows.map((row) => ({
    ...{ id: row.id, signature: row.signature, status: row.status, platform_approval_status: row.approval },
    ...{ payment_signature: row.payment_signature, refund_payment_signature: row.refund_signature },
    ...{ order_signature: row.order_signature, amount: major(row.amount_minor), currency: row.currency },
    ...{ created_at: iso(row.created_ms), reason: row.reason, user_agent: row.user_agent },
  }));
  return { data, total: ctx.store.count('SELECT COUNT(*) FROM refunds', []), page, per_page: perPage };
}

function transactions(ctx: TicRs, call: ControlCall) {
  const { page, perPage } = paging(call);
  const rows = ctx.store
    .sql<TransactionRow & { order_signature: string }>(
      `SELECT t.*, o.signature AS order_signature FROM transactions t JOIN orders o ON o.id = t.order_id
       ORDER BY t.id DESC LIMIT ? OFFSET ?`,
    )
    .all(perPage, (page - 1) * perPage);
  const data = rows.map((row) => ({
    ...{ id: row.id, signature: row.signature, status: row.status, amount: major(row.amount_minor) },
    ...{ currency: row.currency, created_at: iso(row.created_ms), order_signature: row.order_signature },
  }));
  return { data, total: ctx.store.count('SELECT COUNT(*) FROM transactions', []), page, per_page: perPage };
}

/** The sandbox's own books, newest first: what really happened, for tests that compare. */
export function bookRoutes(ctx: TicRs, world: { faults: Faults; cable: Cable; log: RequestLog }): ControlRoute[] {
  return [
    ['GET', '/state', () => state(ctx, world)],
    ['GET', '/orders', (call) => orders(ctx, call)],
    ['GET', '/refunds', (call) => refunds(ctx, call)],
    ['GET', '/transactions', (call) => transactions(ctx, call)],
  ];
}
