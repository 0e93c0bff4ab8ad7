import type { Ozora } from './context.ts';
import { moveTo } from './lifecycle.ts';
import { changePayment, paymentOf } from './payments.ts';
import type { Status } from './rows.ts';
import { findTransaction } from './transactions.ts';

/** What the service learns when it asks SimplePay about a guest who never came back. */
const ASKED: Readonly<Record<string, Status>> = {
  AUTHORIZED: 'authorized',
  NOTAUTHORIZED: 'failed',
  CANCELLED: 'cancelled',
  TIMEOUT: 'timeout',
};

/** Ends what nobody paid in time; a payment that was made meanwhile stands. */
export function timeOut(ctx: Ozora, id: number): void {
  ctx.store.write(() => {
    ctx.store.sql('DELETE FROM timers WHERE transaction_id = ?').run(id);
    const row = findTransaction(ctx, id);
    if (row?.status !== 'pending' && row?.status !== 'created') return;
    const { status } = paymentOf(ctx, id);
    if (row.payment_mode === 'simplepay') {
      if (status === 'INIT') changePayment(ctx, id, { status: 'TIMEOUT', reason: '2019' });
      moveTo(ctx, id, ASKED[status] ?? 'timeout');
    } else if (status !== 'succeeded') {
      changePayment(ctx, id, { status: 'canceled' });
      moveTo(ctx, id, 'timeout');
    }
  });
}

/** Does what is due by the sandbox's clock. */
export function runTimers(ctx: Ozora): void {
  const due = ctx.store.sql<{ id: number }>(
    'SELECT transaction_id AS id FROM timers WHERE due_ms <= ? ORDER BY due_ms',
  );
  for (const { id } of due.all(ctx.clock.now())) timeOut(ctx, id);
}
