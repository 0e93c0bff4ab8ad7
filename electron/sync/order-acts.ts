import type { CancellableItem, Order, PaymentOption } from '../../shared/domain/orders.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';

/** What of an order can be cancelled by itself, asked now. */
export function cancellableItems(line: Line, orderId: OrderId): Promise<readonly CancellableItem[]> {
  return ask(line, () => line.platform.cancellableItems(orderId, staff(line)));
}

/** Ways to pay for a ticket that exists already. */
export function paymentOptions(
  line: Line,
  ticketId: number,
  transfer: readonly Money[] | null,
): Promise<readonly PaymentOption[]> {
  return ask(line, () => line.platform.paymentOptions(ticketId, transfer, staff(line)));
}

/** Asks for a ticket's payments and keeps them, so that they are found offline. */
export async function ordersOfTicket(line: Line, ticketId: number): Promise<readonly Order[]> {
  const orders = await ask(line, () => line.platform.ordersOfTicket(ticketId, staff(line)));
  keepOrdersOfTicket(line, orders);
  return orders;
}

/** Keeps what was told of a ticket's payments. */
export function keepOrdersOfTicket(line: Line, orders: readonly Order[]): void {
  const changed = line.context.cache().orders.upsertOrders(orders);
  if (changed.length > 0) line.context.notify('orders.changed', { accountId: line.account.id, orderIds: changed });
}

function staff(line: Line) {
  return { priority: 'staff', signal: line.signal } as const;
}
