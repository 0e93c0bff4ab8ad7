import { randomUUID } from 'node:crypto';
import type { Language } from '../data/places.ts';
import { isoUtcMicro } from '../time.ts';
import type { Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { forbidden, notFound } from './errors.ts';
import { orderStatus } from './languages.ts';
import { major } from './money.ts';
import { freshNumber, freshToken } from './order-names.ts';
import { searchClause } from './order-search.ts';
import { type OrderRequest, readOrder } from './order-validation.ts';
import { flatPage } from './pagination.ts';
import { integerOf, oneOf, pageOf, perPageOf, textOf } from './query.ts';
import type { ItemRow, OrderRow, TransactionRow } from './store/rows.ts';

const path = '/api/payment/v1/orders';

const present = (row: OrderRow, language: Language) => ({
  number: row.number,
  signature: row.signature,
  created_at: isoUtcMicro(row.created_ms),
  status_id: row.status_id,
  status: orderStatus(row.status_id, language),
  amount_total: major(row.total_minor),
  currency: row.currency,
  public_token: row.public_token,
});

/** T7. */
function list(ctx: TicRs, call: Call) {
  const page = pageOf(call.query);
  const perPage = perPageOf(call.query, 20, 100);
  const where = ['o.organizer_id = ?'];
  const params: (string | number)[] = [call.organizerId];
  const status = integerOf(call.query, 'status');
  if (status !== undefined) {
    where.push('o.status_id = ?');
    params.push(status);
  }
  const search = textOf(call.query, 'search');
  if (search !== undefined) {
    const clause = searchClause(search);
    where.push(clause.sql);
    params.push(...clause.params);
  }
  const by = oneOf(call.query, 'sort_by', ['created_at', 'number', 'status_id']) ?? 'created_at';
  const dir = oneOf(call.query, 'sort_dir', ['asc', 'desc']) ?? 'desc';
  const column = { created_at: 'created_ms', number: 'number', status_id: 'status_id' }[by];
  const from = `FROM orders o WHERE ${where.join(' AND ')}`;
  const total = ctx.store.count(`SELECT COUNT(*) ${from}`, params);
  const order = `ORDER BY o.${column} ${dir}, o.id ${dir}`;
  const rows = ctx.store
    .sql<OrderRow>(`SELECT * FROM orders o WHERE id IN (SELECT o.id ${from} ${order} LIMIT ? OFFSET ?) ${order}`)
    .all(...params, perPage, (page - 1) * perPage);
  return {
    body: flatPage(
      rows.map((row) => present(row, call.language)),
      { page, perPage, total },
    ),
  };
}

/** An unknown signature is 404; another organizer's is 403. */
export function findOrder(ctx: TicRs, signature: string, organizerId: number): OrderRow {
  const row = ctx.store.sql<OrderRow>('SELECT * FROM orders WHERE signature = ?').get(signature);
  if (!row) throw notFound();
  if (row.organizer_id !== organizerId) throw forbidden();
  return row;
}

/** T9: `total` here, `amount_total` in the list, and no customer in either (T-18). */
function show(ctx: TicRs, call: Call) {
  const row = findOrder(ctx, call.params['signature'] ?? '', call.organizerId);
  const items = ctx.store.sql<ItemRow>('SELECT * FROM order_items WHERE order_id = ? ORDER BY id').all(row.id);
  const transactions = ctx.store
    .sql<TransactionRow>('SELECT * FROM transactions WHERE order_id = ? ORDER BY created_ms, id')
    .all(row.id);
  const data = {
    number: row.number,
    signature: row.signature,
    created_at: isoUtcMicro(row.created_ms),
    status_id: row.status_id,
    status: orderStatus(row.status_id, call.language),
    currency: row.currency,
    items: items.map((item) => ({
      type: item.type,
      name: item.name,
      amount: major(item.amount_minor),
      quantity: item.quantity,
      total: major(item.amount_minor * item.quantity),
      event_id: item.event_id,
      ticket_id: item.ticket_id,
      event_date: item.event_date,
      service_date: item.service_date,
      delivery_date: item.delivery_date,
    })),
    total: major(row.total_minor),
    public_token: row.public_token,
    transactions: transactions.map((transaction) => ({
      signature: transaction.signature,
      status: transaction.status,
      amount: major(transaction.amount_minor),
      currency: transaction.currency,
      created_at: isoUtcMicro(transaction.created_ms),
    })),
  };
  return { body: { data } };
}

function customerId(ctx: TicRs, customer: OrderRequest['customer']): number | null {
  const { name, email, phone } = customer;
  if (name === null && email === null && phone === null) return null;
  const { sql } = ctx.store;
  const values = [name ?? '', email ?? '', phone ?? ''];
  const known = sql<{ id: number }>('SELECT id FROM customers WHERE name = ? AND email = ? AND phone = ?').get(
    ...values,
  );
  if (known) return known.id;
  const id = Number(sql('INSERT INTO customers (name, email, phone) VALUES (?, ?, ?)').run(...values).lastInsertRowid);
  sql('INSERT INTO customer_fts (rowid, name, email, phone) VALUES (?, ?, ?, ?)').run(id, ...values);
  return id;
}

/** T8. Codes of new orders are random, so that a restarted sandbox does not give an old one to a new order. */
function create(ctx: TicRs, call: Call) {
  const { sql } = ctx.store;
  const request = readOrder(call.body, {
    calendar: (id) =>
      sql('SELECT 1 FROM calendars d JOIN events e ON e.id = d.event_id WHERE d.id = ? AND e.organizer_id = ?').get(
        id,
        call.organizerId,
      ) !== undefined,
    ticketType: (id, calendar) =>
      sql('SELECT 1 FROM ticket_types WHERE id = ? AND calendar_id = COALESCE(?, calendar_id)').get(id, calendar) !==
      undefined,
  });
  const number = freshNumber(ctx);
  const token = freshToken(ctx);
  const signature = randomUUID();
  const total = request.items.reduce((sum, item) => sum + item.amountMinor * item.quantity, 0);
  const now = ctx.clock.now();
  const created = Math.floor(now / 1000) * 1000;
  ctx.store.write(() => {
    const customer = customerId(ctx, request.customer);
    const id = Number(
      sql("INSERT INTO orders VALUES (NULL, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 'api', NULL, ?)").run(
        ...[call.organizerId, number, signature, token, created, total, request.currency, customer],
        ...[request.successUrl, request.failUrl, call.language, call.headers['user-agent'] ?? null],
      ).lastInsertRowid,
    );
    sql('INSERT INTO order_fts (rowid, number, public_token) VALUES (?, ?, ?)').run(id, number, token);
    const insertItem = sql('INSERT INTO order_items VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const eventName = sql<{ name: string }>(
      'SELECT e.name FROM events e JOIN calendars d ON d.event_id = e.id WHERE d.id = ?',
    );
    for (const item of request.items) {
      const name = item.name ?? (item.eventId === null ? null : (eventName.get(item.eventId)?.name ?? null));
      insertItem.run(
        ...[id, item.type, name, item.amountMinor, item.quantity, item.eventId, item.ticketId],
        ...[item.eventDate, item.serviceDate, item.deliveryDate],
      );
    }
    if (ctx.settings.expireMinutes > 0) {
      const due = now + ctx.settings.expireMinutes * 60_000;
      sql("INSERT INTO jobs (due_ms, kind, ref) VALUES (?, 'expire', ?)").run(due, id);
    }
  });
  const payment_url = `${ctx.origin()}/checkout/${token}`;
  return { status: 201, body: { data: { number, signature, public_token: token, payment_url } } };
}

/** T7, T8, T9. */
export function orderRoutes(ctx: TicRs): Route[] {
  return [
    { method: 'GET', path, handle: (call) => list(ctx, call) },
    { method: 'POST', path, handle: (call) => create(ctx, call) },
    { method: 'GET', path: `${path}/:signature`, handle: (call) => show(ctx, call) },
  ];
}
