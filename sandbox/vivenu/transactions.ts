import { type Call, idOf, type Route } from './call.ts';
import type { Vivenu } from './context.ts';
import { notFound } from './errors.ts';
import type { Ticket, Transaction } from './model.ts';
import { presentTicket, presentTransaction } from './present.ts';
import { filter, paging } from './query.ts';

const SHARED = 'name email coupon start end status paymentStatus event customer updatedAt[] psp top skip'.split(' ');

/** The transaction of the path, if it is the caller's. @throws HttpError 400, 404 */
export function transactionOf(ctx: Vivenu, call: Call): Transaction {
  const doc = ctx.store.transaction(idOf(call));
  if (!doc || doc.sellerId !== call.caller.sellerId) throw notFound('Transaction');
  return doc;
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const seller = query.get('seller') || caller.sellerId;
  const wanted = filter(query, caller.sellerId)
    .equal('id')
    .part('name')
    .part('email')
    .list('status')
    .list('paymentStatus', 'payment_status')
    .list('posPaymentMethods', 'pos_method')
    .list('event', 'event_id')
    .equal('customer', 'customer_id')
    .equal('psp')
    .bound('start', 'created_ms', '>=')
    .bound('end', 'created_ms', '<=')
    .range('updatedAt', 'updated_ms');
  const coupon = query.get('coupon');
  if (coupon) wanted.add("instr(coupons, ',' || ? || ',') > 0", coupon);
  // Nothing belongs to a subscription here, and a foreign seller's transactions are not the caller's to see.
  if (query.get('subscriptionId') || seller !== caller.sellerId) wanted.add('0');
  const rows = ctx.store
    .sql<{ doc: string }>(
      `SELECT doc FROM transactions WHERE ${wanted.where} ORDER BY created_ms DESC, n DESC LIMIT ? OFFSET ?`,
    )
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM transactions WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => presentTransaction(JSON.parse(doc) as Transaction)), total } };
}

function tickets(ctx: Vivenu, call: Call) {
  const doc = transactionOf(ctx, call);
  const rows = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM tickets WHERE transaction_id = ? ORDER BY n')
    .all(doc._id);
  return { body: rows.map((row) => presentTicket(JSON.parse(row.doc) as Ticket)) };
}

function publicOne(ctx: Vivenu, call: Call) {
  const doc = ctx.store.transaction(idOf(call));
  if (!doc || doc.secret !== call.query.get('secret')) throw notFound('Transaction');
  return { body: presentTransaction(doc) };
}

/** V1, V9, V10, V11. */
export function transactionRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  const own = ['id', 'posPaymentMethods', 'subscriptionId'];
  return [
    { method: 'GET', path: '/api/transactions', access, query: [...SHARED, ...own], handle: (call) => list(ctx, call) },
    {
      method: 'GET',
      path: '/api/transactions/rich',
      access,
      query: [...SHARED, 'seller'],
      handle: (call) => list(ctx, call),
    },
    {
      ...{ method: 'GET', path: '/api/transactions/:id', access },
      handle: (call) => ({ body: presentTransaction(transactionOf(ctx, call)) }),
    },
    { method: 'GET', path: '/api/transactions/:id/tickets', access, handle: (call) => tickets(ctx, call) },
    {
      ...{ method: 'GET', path: '/api/public/transactions/:id', access: 'open', query: ['secret'] },
      handle: (call) => publicOne(ctx, call),
    },
  ];
}
