import { isoUtcMicro } from '../time.ts';
import type { Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { forbidden, invalid, notFound } from './errors.ts';
import { findOrder } from './orders.ts';
import { flatPage } from './pagination.ts';
import { pageOf, perPageOf } from './query.ts';
import { cancelOrder, refundable, requestRefund } from './refund-lifecycle.ts';
import type { RefundRow, TransactionRow } from './store/rows.ts';

const path = '/api/payment/v1/refunds';

type Row = RefundRow & { payment_signature: string };

const SELECT =
  'SELECT r.*, t.signature AS payment_signature FROM refunds r JOIN transactions t ON t.id = r.transaction_id';

const brief = (row: Row) => ({
  signature: row.signature,
  status: row.status,
  platform_approval_status: row.approval,
  payment_signature: row.payment_signature,
  refund_payment_signature: row.refund_signature,
});

const iso = (ms: number | null) => (ms === null ? null : isoUtcMicro(ms));

const origin = (ctx: TicRs, call: Call) => {
  const agent = call.headers['user-agent'] ?? null;
  return { ip: call.ip, userAgent: agent, requestUrl: `${ctx.origin()}${call.url.split('?')[0]}` };
};

/** T11: one whole payment. */
function refundPayment(ctx: TicRs, call: Call) {
  const signature = call.params['signature'] ?? '';
  const payment = ctx.store.sql<TransactionRow>('SELECT * FROM transactions WHERE signature = ?').get(signature);
  if (!payment) throw notFound();
  if (payment.organizer_id !== call.organizerId) throw forbidden();
  const refusal = refundable(ctx, payment);
  if (refusal !== undefined) throw invalid({ signature: [refusal] });
  return { body: { success: true, data: { signature: requestRefund(ctx, payment, origin(ctx, call)) } } };
}

/** T12: cancels the order at once, before anybody approves the refunds (T-24). */
function refundOrder(ctx: TicRs, call: Call) {
  const order = findOrder(ctx, call.params['signature'] ?? '', call.organizerId);
  return { body: { success: true, data: { signatures: cancelOrder(ctx, order, origin(ctx, call)) } } };
}

/** T13. */
function show(ctx: TicRs, call: Call) {
  const row = ctx.store.sql<Row>(`${SELECT} WHERE r.signature = ?`).get(call.params['signature'] ?? '');
  if (!row) throw notFound();
  if (row.organizer_id !== call.organizerId) throw forbidden();
  const data = {
    ...brief(row),
    ip: row.ip,
    user_agent: row.user_agent,
    request_url: row.request_url,
    created_at: isoUtcMicro(row.created_ms),
    platform_approved_at: iso(row.approved_ms),
    platform_rejected_at: iso(row.rejected_ms),
    platform_rejection_reason: row.reason,
  };
  return { body: { data } };
}

/** T14: newest first, no filters, no amount and no order (T-23). */
function list(ctx: TicRs, call: Call) {
  const page = pageOf(call.query);
  const perPage = perPageOf(call.query, 20, 100);
  const total = ctx.store.count('SELECT COUNT(*) FROM refunds WHERE organizer_id = ?', [call.organizerId]);
  const rows = ctx.store
    .sql<Row>(`${SELECT} WHERE r.organizer_id = ? ORDER BY r.created_ms DESC, r.id DESC LIMIT ? OFFSET ?`)
    .all(call.organizerId, perPage, (page - 1) * perPage);
  const data = rows.map((row) => ({ ...brief(row), created_at: isoUtcMicro(row.created_ms) }));
  return { body: flatPage(data, { page, perPage, total }) };
}

/** T11 to T14. */
export function refundRoutes(ctx: TicRs): Route[] {
  return [
    { method: 'POST', path: `${path}/payment/:signature`, handle: (call) => refundPayment(ctx, call) },
    { method: 'POST', path: `${path}/order/:signature`, handle: (call) => refundOrder(ctx, call) },
    { method: 'GET', path: `${path}/:signature`, handle: (call) => show(ctx, call) },
    { method: 'GET', path, handle: (call) => list(ctx, call) },
  ];
}
