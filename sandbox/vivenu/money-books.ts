import type { Call, Route } from './call.ts';
import type { Vivenu } from './context.ts';
import { badRequest } from './errors.ts';
import { major } from './model.ts';
import { filter, paging } from './query.ts';

interface RefundRow {
  id: string;
  seller_id: string;
  transaction_id: string;
  event_id: string;
  amount_cents: number;
  currency: string;
  psp_ref: string;
  gateway: string;
  created_ms: number;
}

function cancellations(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  if (!query.get('transactionId')) throw badRequest('"transactionId" is required');
  const wanted = filter(query, caller.sellerId).equal('transactionId', 'transaction_id');
  const rows = ctx.store
    .sql<{ doc: string }>(`SELECT doc FROM cancellations WHERE ${wanted.where} ORDER BY n DESC LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM cancellations WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => JSON.parse(doc) as object), total } };
}

function refunds(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .equal('transactionId', 'transaction_id')
    .list('eventId', 'event_id')
    .range('createdAt', 'created_ms');
  const rows = ctx.store
    .sql<RefundRow>(`SELECT * FROM refunds WHERE ${wanted.where} ORDER BY created_ms DESC, n DESC LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM refunds WHERE ${wanted.where}`, ...wanted.values);
  const docs = rows.map((row) => {
    const at = new Date(row.created_ms).toISOString();
    return {
      ...{ _id: row.id, transactionId: row.transaction_id, eventId: row.event_id, sellerId: row.seller_id },
      ...{ pspRef: row.psp_ref, gateway: row.gateway, amount: major(row.amount_cents), currency: row.currency },
      ...{ createdAt: at, updatedAt: at },
    };
  });
  return { body: { docs, total } };
}

/** Neighbours of 2.4 that tell what was cancelled and what money went back. */
export function moneyRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  return [
    {
      ...{ method: 'GET', path: '/api/cancellations', access, query: ['transactionId', 'top', 'skip'] },
      handle: (call) => cancellations(ctx, call),
    },
    {
      ...{ method: 'GET', path: '/api/payments/refunds', access },
      query: ['transactionId', 'eventId', 'createdAt[]', 'top', 'skip'],
      handle: (call) => refunds(ctx, call),
    },
  ];
}
