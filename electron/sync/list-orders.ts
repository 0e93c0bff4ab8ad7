import type { Order } from '../../shared/domain/orders.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderQuery, Page } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { type SendSpan, timeOf } from './send-spans.ts';
import { noteUnread } from './unread-rows.ts';

const perPage = 100;
/** No door's orders of one doubt are more than this many pages. */
const mostPages = 20;

/** Orders of the time of an act's sendings. */
export interface ListedOrders {
  readonly orders: readonly Order[];
  /** True when rows of that time could not be read: what is not among the orders may be there all the same. */
  readonly unread: boolean;
}

/** Orders whose time may be that of a sending, newest first, as many pages as it takes to get past the oldest of them. */
export async function ordersInSpans(
  line: Line,
  spans: readonly SendSpan[],
  search: string | undefined,
): Promise<ListedOrders> {
  const from = Math.min(...spans.map((span) => span.sinceMs));
  const found = new Map<OrderId, Order>();
  let unread = false;
  for (let page = 1; ; page += 1) {
    const { rows, setAside, pages } = await askOrders(line, { page, search });
    for (const order of rows) {
      if (timeOf(order.createdAtMs, spans) !== 'outside') found.set(order.id, order);
    }
    // Newest first: a row below one that is too old is too old itself.
    unread ||= setAside.some(({ after }) => (rows[after - 1]?.createdAtMs ?? from) >= from);
    const oldest = rows.at(-1)?.createdAtMs;
    // Orders that arrive while pages are turned push known ones onto the next page, and hide none.
    const past = page >= pages || (oldest !== undefined && oldest < from);
    // Where no row of a page can be read, none of the next is likelier to be.
    if (past || oldest === undefined || page >= mostPages) {
      return { orders: [...found.values()], unread: unread || !past };
    }
  }
}

/** A page of orders, asked for by the platform's search or from its plain list. */
export async function askOrders(line: Line, query: Pick<OrderQuery, 'page' | 'search'>): Promise<Page<Order>> {
  const { platform, signal } = line;
  const answer = await ask(line, () => platform.orders({ ...query, perPage, priority: 'staff', signal }));
  noteUnread(line, 'orders', answer);
  return answer;
}
