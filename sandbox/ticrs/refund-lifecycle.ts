import { randomUUID } from 'node:crypto';
import type { TicRs } from './context.ts';
import { addTransaction, Conflict, setStatus } from './order-lifecycle.ts';
import type { OrderRow, RefundRow, TransactionRow } from './store/rows.ts';

/** Where a refund request came from, as T13 shows it. */
export interface RequestOrigin {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestUrl: string;
}

const toSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** Open or completed: such a payment takes no second request; after failed or rejected a new one is allowed. */
const BLOCKING = "(status = 'completed' OR (status = 'pending' AND approval <> 'rejected'))";

/** Why the payment cannot be refunded, or undefined if it can. */
export function refundable(ctx: TicRs, payment: TransactionRow): string | undefined {
  if (payment.status !== 'approved') return 'Only approved payments can be refunded.';
  if (payment.amount_minor <= 0) return 'A refund cannot be refunded.';
  const sql = `SELECT 1 FROM refunds WHERE transaction_id = ? AND ${BLOCKING}`;
  if (ctx.store.sql(sql).get(payment.id)) return 'A refund has already been requested for this payment.';
  return undefined;
}

/** Returns the signature of the new request. */
export function requestRefund(ctx: TicRs, payment: TransactionRow, origin: RequestOrigin): string {
  const signature = randomUUID();
  const now = ctx.clock.now();
  ctx.store.write(() => {
    const { sql } = ctx.store;
    const { lastInsertRowid } = sql(
      "INSERT INTO refunds VALUES (NULL, ?, ?, ?, 'pending', 'pending', NULL, ?, ?, ?, ?, NULL, NULL, NULL)",
    ).run(
      ...[payment.organizer_id, signature, payment.id, origin.ip, origin.userAgent, origin.requestUrl, toSeconds(now)],
    );
    const { autoApproveMs } = ctx.settings;
    if (autoApproveMs > 0) {
      sql("INSERT INTO jobs (due_ms, kind, ref) VALUES (?, 'approve', ?)").run(now + autoApproveMs, lastInsertRowid);
    }
  });
  return signature;
}

/** T12: any open order → Cancelled, one request per approved payment that has none; again on a cancelled one: nothing. */
export function cancelOrder(ctx: TicRs, order: OrderRow, origin: RequestOrigin): string[] {
  if (order.status_id === 7) return [];
  return ctx.store.write(() => {
    setStatus(ctx, order, 7, 'cancelled');
    const payments = ctx.store
      .sql<TransactionRow>(
        "SELECT * FROM transactions WHERE order_id = ? AND status = 'approved' AND amount_minor > 0 ORDER BY id",
      )
      .all(order.id);
    return payments
      .filter((payment) => refundable(ctx, payment) === undefined)
      .map((payment) => requestRefund(ctx, payment, origin));
  });
}

const expect = (refund: RefundRow, approval: RefundRow['approval']) => {
  if (refund.status !== 'pending' || refund.approval !== approval) {
    throw new Conflict(
      `refund ${refund.signature} is ${refund.status} / ${refund.approval}, not pending / ${approval}`,
    );
  }
};

/** PLAT approve. @param atMs when it happened, for timers that ran late. */
export function approveRefund(ctx: TicRs, refund: RefundRow, atMs = ctx.clock.now()): void {
  expect(refund, 'pending');
  ctx.store.write(() => {
    const { sql } = ctx.store;
    sql("UPDATE refunds SET approval = 'approved', approved_ms = ? WHERE id = ?").run(toSeconds(atMs), refund.id);
    const { autoSettleMs } = ctx.settings;
    if (autoSettleMs > 0) {
      sql("INSERT INTO jobs (due_ms, kind, ref) VALUES (?, 'settle', ?)").run(atMs + autoSettleMs, refund.id);
    }
  });
}

/** PLAT reject, with the reason that staff read. */
export function rejectRefund(ctx: TicRs, refund: RefundRow, reason: string): void {
  expect(refund, 'pending');
  ctx.store.write(() => {
    ctx.store
      .sql("UPDATE refunds SET approval = 'rejected', status = ?, rejected_ms = ?, reason = ? WHERE id = ?")
      .run(ctx.settings.rejectedStatus, toSeconds(ctx.clock.now()), reason, refund.id);
  });
}

/** PLAT settle: the money goes back as a negative transaction on the same order. */
export function settleRefund(ctx: TicRs, refund: RefundRow, atMs = ctx.clock.now()): void {
  expect(refund, 'approved');
  const { sql } = ctx.store;
  const payment = sql<TransactionRow>('SELECT * FROM transactions WHERE id = ?').get(refund.transaction_id);
  const order = payment && sql<OrderRow>('SELECT * FROM orders WHERE id = ?').get(payment.order_id);
  if (!payment || !order) throw new Conflict('the payment of this refund is gone');
  ctx.store.write(() => {
    const signature = addTransaction(ctx, order, 'approved', -payment.amount_minor, atMs);
    sql("UPDATE refunds SET status = 'completed', refund_signature = ? WHERE id = ?").run(signature, refund.id);
    const left = sql<{ minor: number }>(
      "SELECT SUM(amount_minor) AS minor FROM transactions WHERE order_id = ? AND status = 'approved'",
    ).get(order.id);
    if (ctx.settings.cancelOnFullRefund && order.status_id === 2 && left?.minor === 0)
      setStatus(ctx, order, 7, 'refunded');
  });
}

/** PLAT settle-fail: approved, but the money did not go back. */
export function failRefund(ctx: TicRs, refund: RefundRow): void {
  expect(refund, 'approved');
  ctx.store.write(() => ctx.store.sql("UPDATE refunds SET status = 'failed' WHERE id = ?").run(refund.id));
}
