import type { Sale } from '../../shared/domain/acts.ts';
import type { Order } from '../../shared/domain/orders.ts';
import { problemOf } from '../../shared/errors.ts';
import type { OrderId, SaleId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import { noteLost } from '../cache/lost-order.ts';
import { factNow, type Line, syncAct } from './context.ts';
import { platformPayState } from './pay-state.ts';

/** Writes down what the cache now knows of sales whose orders are confirmed. @returns those that changed. */
export function settle(line: Line, sales: readonly Sale[]): readonly SaleId[] {
  const { context, account } = line;
  const changed: SaleId[] = [];
  for (const sale of sales) {
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
    const now = context.ledger.sales.setPayState(sale.id, state, syncAct(context));
    if (now.payState !== sale.payState && !changed.includes(sale.id)) changed.push(sale.id);
  }
  if (changed.length > 0) context.notify('sales.changed', { saleIds: changed });
  return changed;
}

function saysTotal(sale: Sale): boolean {
  return sale.attempts.some(({ outcome }) => outcome === 'total_differs');
}

/**
 * Keeps whether an order's system tells it to this key, for the screens of a sale that waits for its payment.
 * @param error what came in place of the order; null when it came.
 * @returns true when the answer was that there is no such order for this key.
 */
export function heardOf(line: Line, orderId: OrderId, error: unknown): boolean {
  const { context, account } = line;
  const why = error === null ? null : problemOf(error).code;
  const lost = why === 'not_found' || why === 'forbidden' ? { why, at: factNow(line) } : null;
  if (error !== null && lost === null) return false;
  const news = noteLost(context.cache().facts, account.id, orderId, lost);
  const sale = context.ledger.sales.byOrder(account.id, orderId);
  if (sale && account.demo && why === 'not_found' && sale.queueState === 'confirmed') {
    // Demo data begins anew with each start: what a former start sold can be paid nowhere.
    context.ledger.sales.setPayState(sale.id, 'expired', syncAct(context));
  }
  if (news && sale) {
    context.log.info('an order of this door', { account: account.id, code: why ?? 'is told again' });
    context.notify('sales.changed', { saleIds: [sale.id] });
    context.notify('orders.changed', { accountId: account.id, orderIds: [orderId] });
  }
  return lost !== null;
}
