import type { CancellableItem, Order, PaymentOption } from '../../shared/domain/orders.ts';
import { problemOf } from '../../shared/errors.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { refreshOrder } from './online.ts';

/** What of an order can be cancelled by itself, asked now. */
export function cancellableItems(line: Line, orderId: OrderId): Promise<readonly CancellableItem[]> {
  return ask(line, () => line.platform.cancellableItems(orderId, staff(line)));
}

/** Completes an open order; its system sends the mails. What it then is goes into the cache. */
export async function completeOrder(line: Line, orderId: OrderId): Promise<void> {
  await ask(line, () => line.platform.completeOrder(orderId, staff(line)));
  await lookAgain(line, orderId);
}

/** Says that the money was taken at this till. */
export async function markPaid(line: Line, orderId: OrderId): Promise<void> {
  await ask(line, () => line.platform.markPaid(orderId, staff(line)));
  await lookAgain(line, orderId);
}

/** Sends the tickets again. @param email another address, null for the customer's own. */
export async function mailTickets(line: Line, orderId: OrderId, email: string | null): Promise<void> {
  await ask(line, () => line.platform.mailTickets(orderId, email, staff(line)));
  await lookAgain(line, orderId);
}

/** Sends the invitation of a reserved order. */
export async function sendInvitation(line: Line, orderId: OrderId): Promise<void> {
  await ask(line, () => line.platform.sendInvitation(orderId, staff(line)));
  await lookAgain(line, orderId);
}

/** What an act has made of the order. The act is done: when its order cannot be asked for just then, staff must not be told to do it again. */
async function lookAgain(line: Line, orderId: OrderId): Promise<void> {
  try {
    await refreshOrder(line, orderId);
  } catch (error) {
    line.context.log.warn('an act is done, and its order could not be asked for', { code: problemOf(error).code });
  }
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
