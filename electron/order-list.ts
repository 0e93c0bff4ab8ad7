import type { OrderPage } from '../shared/domain/views.ts';
import type { DeskContext } from './desk/context.ts';
import { listOrders, type OrderListInput, ordersOnPage } from './desk/orders.ts';
import type { Sync } from './sync/sync.ts';

/** A page of orders as this laptop knows them, those among them that a platform found by the same search before. */
export function storedOrders(desk: DeskContext, sync: Sync, input: OrderListInput): OrderPage {
  const answers = sync.orders.recall(input.search ?? '');
  const { rows, total } = listOrders(desk, input, { answers, now: false });
  return { rows, total, source: 'cache', problem: null };
}

/**
 * The same after the platforms were asked. It is theirs when all of them could be asked for just this: their lists are newest first, so another order
 * is theirs only once everything that fits is here.
 */
export async function askOrders(desk: DeskContext, sync: Sync, input: OrderListInput): Promise<OrderPage> {
  const {
    search = '',
    status,
    accountId,
    sort = 'created_at',
    descending = true,
    offset = 0,
    limit = ordersOnPage,
  } = input;
  const newest = offset + limit;
  const { answers, trouble, allAsked } = await sync.orders.list({ search: search.trim(), status, accountId, newest });
  const { whole, ...page } = listOrders(desk, input, { answers, now: true });
  const theirs = trouble === null && allAsked && (whole || (sort === 'created_at' && descending));
  return { ...page, source: theirs ? 'platform' : 'cache', problem: trouble };
}
