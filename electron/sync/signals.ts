import type { Order, Sale } from '../../shared/domain/orders.ts';
import type { SaleId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import { dayInZone } from '../../shared/time.ts';
import { ask } from './ask.ts';
import { type Line, platformNow, syncAct } from './context.ts';
import { platformPayState } from './pay-state.ts';

/** Sales younger than this are somebody's who may be standing at the door. */
const recentMs = 45 * 60_000;
const ordersPerPage = 100;
/** Open sales older than the newest page of orders are asked for one by one, this many a round. */
const stragglersPerRound = 3;

/** True while the guest of a sale may still stand at the door. */
export function isSomeoneWaiting(sales: readonly Sale[], now: number): boolean {
  return sales.some((sale) => Math.abs(now - sale.createdAtMs) < recentMs);
}

/**
 * Learns how all open sales stand: one request for the newest payments, one for the newest orders, whatever the number of sales.
 * @returns sales whose state changed.
 */
export async function readSignals(line: Line): Promise<readonly SaleId[]> {
  const { context, account, platform, signal } = line;
  const open = context.ledger.sales.awaitingPayment(account.id);
  if (open.length === 0) return [];
  if (!platform.capabilities.has('orders') || !platform.capabilities.has('payments')) return askEach(line, open);
  const request = { page: 1, priority: 'signals', signal } as const;
  // A payment is made after its order, so yesterday's payments cover every order that can still be open.
  const fromDay = dayInZone(platformNow(line) - 86_400_000);
  const payments = await ask(line, () => platform.payments({ ...request, fromDay }));
  const orders = await ask(line, () => platform.orders({ ...request, perPage: ordersPerPage }));
  const cache = context.cache().orders;
  const changed = new Set([...cache.upsertPayments(payments.rows), ...cache.upsertOrders(orders.rows)]);
  const listed = new Set(orders.rows.map((order) => order.id));
  const stragglers = open.filter((sale) => sale.orderId !== null && !listed.has(sale.orderId));
  for (const sale of stragglers.slice(0, stragglersPerRound)) await readOrder(line, sale);
  if (changed.size > 0) context.notify('orders.changed', { accountId: account.id, orderIds: [...changed] });
  return settle(line, open);
}

/** Systems that cannot list their orders are asked for each open sale by itself, newest first. */
async function askEach(line: Line, open: readonly Sale[]): Promise<readonly SaleId[]> {
  for (const sale of [...open].reverse().slice(0, eachAtMost)) await readOrder(line, sale);
  return settle(line, open);
}

const eachAtMost = 10;

async function readOrder(line: Line, sale: Sale): Promise<void> {
  const { orderId } = sale;
  if (orderId === null) return;
  const detail = await ask(line, () => line.platform.order(orderId, { priority: 'signals', signal: line.signal }));
  const cache = line.context.cache().orders;
  cache.upsertOrders([detail.order]);
  cache.upsertPayments(detail.payments);
}

/** Writes down what the cache now knows of open sales. @returns those that changed. */
export function settle(line: Line, open: readonly Sale[]): readonly SaleId[] {
  const { context, account } = line;
  const changed: SaleId[] = [];
  for (const sale of open) {
    if (sale.orderId === null) continue;
    const order: Order | null = context.cache().orders.order(account.id, sale.orderId);
    const payments = context.cache().orders.paymentsOf(account.id, sale.orderId);
    // What a payment is started with does not say what will be charged (O4): the guest must hear of it before they pay.
    if (order && !sameMoney(order.total, sale.total) && !saysTotal(sale)) {
      context.ledger.sales.noteTotal(sale.id, order.total, syncAct(context));
      changed.push(sale.id);
    }
    const cancelledHere = context.ledger.refunds
      .ofOrder(account.id, sale.orderId)
      .some((refund) => refund.target.kind === 'order' && refund.queueState === 'confirmed');
    const state = platformPayState(order, payments, cancelledHere);
    // A payment that is over, or that its page could not bring to an end, has no page any more.
    if (state !== 'awaiting_payment') line.memory.secretLinks.delete(sale.id);
    if (state === sale.payState) continue;
    context.ledger.sales.setPayState(sale.id, state, syncAct(context));
    if (!changed.includes(sale.id)) changed.push(sale.id);
  }
  if (changed.length > 0) context.notify('sales.changed', { saleIds: changed });
  return changed;
}

function saysTotal(sale: Sale): boolean {
  return sale.attempts.some(({ outcome }) => outcome === 'total_differs');
}
