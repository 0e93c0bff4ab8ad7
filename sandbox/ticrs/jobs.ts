import type { TicRs } from './context.ts';
import { expireOrder } from './order-lifecycle.ts';
import { approveRefund, settleRefund } from './refund-lifecycle.ts';
import type { OrderRow, RefundRow } from './store/rows.ts';

interface Job {
  id: number;
  due_ms: number;
  kind: 'expire' | 'approve' | 'settle';
  ref: number;
}

function run(ctx: TicRs, job: Job): void {
  const { sql } = ctx.store;
  if (job.kind === 'expire') {
    const order = sql<OrderRow>('SELECT * FROM orders WHERE id = ?').get(job.ref);
    if (order?.status_id === 1) expireOrder(ctx, order);
    return;
  }
  const refund = sql<RefundRow>('SELECT * FROM refunds WHERE id = ?').get(job.ref);
  if (refund?.status !== 'pending') return;
  if (job.kind === 'approve' && refund.approval === 'pending') approveRefund(ctx, refund, job.due_ms);
  if (job.kind === 'settle' && refund.approval === 'approved') settleRefund(ctx, refund, job.due_ms);
}

/** Does what the platform does by itself and is due by the sandbox's clock; what a person did meanwhile stands. */
export function runDueJobs(ctx: TicRs): void {
  const next = ctx.store.sql<Job>('SELECT * FROM jobs WHERE due_ms <= ? ORDER BY due_ms, id LIMIT 1');
  for (let job = next.get(ctx.clock.now()); job; job = next.get(ctx.clock.now())) {
    const due = job;
    ctx.store.write(() => {
      ctx.store.sql('DELETE FROM jobs WHERE id = ?').run(due.id);
      run(ctx, due);
    });
  }
}
