import { problemOf } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { ask } from './ask.ts';
import { type Line, platformNow } from './context.ts';
import { heardOf, settle } from './settle.ts';
import { listsOrders, readWatched } from './signals-alone.ts';

const ordersPerPage = 100;

/**
 * Learns how all open sales stand: one request for the newest payments, one for the newest orders, whatever the number of sales. Each list is
 * taken for what it tells, also when the other cannot be read. Those that no list shows are left to `readAlone`.
 * @param watched the sale on the Pay screen, which is asked for by itself where there are no such lists.
 * @returns sales whose state changed.
 * @throws ProblemError when neither list could be read.
 */
export async function readSignals(line: Line, watched: SaleId | null): Promise<readonly SaleId[]> {
  const { context, account, platform, signal, memory } = line;
  const open = context.ledger.sales.awaitingPayment(account.id);
  if (open.length === 0) return [];
  if (!listsOrders(line)) {
    const sale = open.find(({ id }) => id === watched);
    if (sale) await readWatched(line, sale);
    return settle(line, open);
  }
  const request = { page: 1, priority: 'signals', signal } as const;
  // A payment is made after its order, so yesterday's payments cover every order that can still be open.
  const fromDay = dayInZone(platformNow(line) - 86_400_000);
  const [payments, orders] = await Promise.allSettled([
    ask(line, () => platform.payments({ ...request, fromDay })),
    ask(line, () => platform.orders({ ...request, perPage: ordersPerPage })),
  ]);
  if (payments.status === 'rejected' && orders.status === 'rejected') throw payments.reason;
  const cache = context.cache().orders;
  const changed = new Set(payments.status === 'fulfilled' ? cache.upsertPayments(payments.value.rows) : []);
  if (orders.status === 'fulfilled') {
    const listed = new Set(orders.value.rows.map((order) => order.id));
    for (const id of cache.upsertOrders(orders.value.rows)) changed.add(id);
    memory.unlisted = new Set(open.flatMap(({ id, orderId }) => (orderId && !listed.has(orderId) ? [id] : [])));
    for (const { orderId } of open) if (orderId && listed.has(orderId)) heardOf(line, orderId, null);
  }
  for (const list of [payments, orders]) {
    if (list.status === 'rejected') {
      context.log.warn('one of the two lists cannot be read', { code: problemOf(list.reason).code });
    }
  }
  if (changed.size > 0) context.notify('orders.changed', { accountId: account.id, orderIds: [...changed] });
  return settle(line, open);
}
