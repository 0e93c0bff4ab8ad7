import type { QueueEntry } from '../../shared/domain/acts.ts';
import type { Line } from './context.ts';

/** Tells the windows that acts of the queue moved. */
export function tellQueue(line: Line, entries: readonly QueueEntry[]): void {
  const { context, account } = line;
  const sales = entries.filter((entry) => entry.kind === 'sale').map((entry) => entry.sale.id);
  if (sales.length > 0) context.notify('sales.changed', { saleIds: sales });
  if (entries.some((entry) => entry.kind === 'refund')) context.notify('refunds.changed', { accountId: account.id });
  const orderIds = entries.flatMap((entry) => (entry.kind === 'deed' ? [entry.deed.orderId] : []));
  if (orderIds.length > 0) context.notify('orders.changed', { accountId: account.id, orderIds });
  context.notify('queue.changed', context.ledger.queue.counts());
  line.board.touch();
}
